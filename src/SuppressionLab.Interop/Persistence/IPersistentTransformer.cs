using Microsoft.ML.Runtime;

namespace SuppressionLab.Interop.Persistence;

/// <summary>What a transformer's type itself can do: name its format and read itself back.</summary>
/// <typeparam name="TSelf">The transformer.</typeparam>
public interface IPersistentTransformer<TSelf> where TSelf : PersistentTransformer<TSelf>, IPersistentTransformer<TSelf>
{
    /// <summary>The format that is written now.</summary>
    static abstract ModelFormat ModelFormat { get; }

    /// <summary>
    /// Gets native libraries ready. The loader calls it before <see cref="Load"/>, so that a process that has called
    /// nothing of ours can load a model.
    /// </summary>
    static virtual void StartUp()
    {
    }

    /// <summary>Reads a transformer; the content is untrusted and every size in it must be checked.</summary>
    /// <exception cref="FormatException">The content is wrong; the message says what.</exception>
    static abstract TSelf Load(IHostEnvironment environment, ModelReader reader);
}
