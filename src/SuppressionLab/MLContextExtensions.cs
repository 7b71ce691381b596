using Microsoft.ML;

namespace SuppressionLab;

/// <summary>Adds the lab's catalog to <see cref="MLContext"/>.</summary>
public static class MLContextExtensions
{
    extension(MLContext context)
    {
        /// <summary>Mixtures, language models, their suppression, in-context-learning curves and their laws.</summary>
        public SuppressionCatalog Suppression => new(context);
    }
}
