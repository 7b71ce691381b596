namespace SuppressionLab.Interop.Persistence;

/// <summary>The base of our transformers: ties an instance to the format of its type.</summary>
/// <typeparam name="TSelf">The deriving type.</typeparam>
public abstract class PersistentTransformer<TSelf> : PersistentTransformer
    where TSelf : PersistentTransformer<TSelf>, IPersistentTransformer<TSelf>
{
    private protected sealed override ModelFormat Format => TSelf.ModelFormat;
}
