using Microsoft.ML.Runtime;
using SuppressionLab.Generators.Mixtures;
using SuppressionLab.Interop.Persistence;
using SuppressionLab.Mapping;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Posteriors;

/// <summary>
/// Adds what the exact Bayesian learner makes of a document (Xie et al. 2021; the document learner of the protocol):
/// <c>ComponentPosterior</c>, p(component | document) under the mixture's prior, <c>ComponentLogLikelihood</c>,
/// ln p(document | component) in nats, both vectors of Double of M items, and <c>MostLikelyComponent</c> (Int32). Where
/// no component of positive prior can produce the document, the posterior is missing (NaN) and the component −1.
/// </summary>
public sealed class ComponentPosteriorTransformer
    : MappingTransformer<ComponentPosteriorTransformer>, IPersistentTransformer<ComponentPosteriorTransformer>
{
    private const string MixtureEntry = "Mixture";

    internal ComponentPosteriorTransformer(HmmMixture mixture, ComponentPosteriorOptions options)
    {
        Mixture = mixture;
        Options = options;
        Mapping = new ComponentPosteriorMapping(mixture, options);
    }

    /// <inheritdoc/>
    public static ModelFormat ModelFormat { get; } = new("SLABPOST", 1, 0);

    /// <summary>The mixture; saved inside the model file.</summary>
    public HmmMixture Mixture { get; }

    /// <summary>The columns read and added, and the smoothing.</summary>
    public ComponentPosteriorOptions Options { get; }

    private protected override IRowMapping Mapping { get; }

    /// <inheritdoc/>
    protected override void Save(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Fields.Write(Options.TokensColumnName);
        writer.Fields.Write(Options.PosteriorColumnName);
        writer.Fields.Write(Options.LogLikelihoodColumnName);
        writer.Fields.Write(Options.MostLikelyColumnName);
        writer.Fields.Write(Options.Smoothing);
        writer.Fields.Write(Options.BatchSize);
        writer.WriteStream(MixtureEntry, stream => MixtureFile.Write(stream, Mixture));
    }

    static ComponentPosteriorTransformer IPersistentTransformer<ComponentPosteriorTransformer>.Load(
        IHostEnvironment environment, ModelReader reader)
    {
        var options = new ComponentPosteriorOptions
        {
            TokensColumnName = reader.Fields.ReadString(),
            PosteriorColumnName = reader.Fields.ReadString(),
            LogLikelihoodColumnName = reader.Fields.ReadString(),
            MostLikelyColumnName = reader.Fields.ReadString(),
            Smoothing = reader.Fields.ReadDouble(),
            BatchSize = reader.Fields.ReadInt32(),
        };
        HmmMixture? mixture = null;
        SavedOptions.Validate(ModelFormat, () =>
        {
            options.Validate();
            mixture = reader.ReadStream(MixtureEntry, stream => MixtureFile.Read(stream, MixtureEntry));
        });
        return new ComponentPosteriorTransformer(mixture!, options);
    }
}
