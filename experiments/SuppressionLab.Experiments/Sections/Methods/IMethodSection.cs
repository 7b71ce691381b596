using SuppressionLab.Experiments.Results;
using SuppressionLab.Reporting.Model;

namespace SuppressionLab.Experiments.Sections.Methods;

/// <summary>One section of the report of a plan of several methods or variants.</summary>
internal interface IMethodSection
{
    /// <summary>Builds the section; null where the run has nothing for it.</summary>
    Section? Build(RunResults results, MethodTable table);
}
