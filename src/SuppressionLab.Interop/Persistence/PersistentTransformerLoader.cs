using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using SuppressionLab.Interop.Persistence;

[assembly: LoadableClass(
    typeof(PersistentTransformer),
    typeof(PersistentTransformerLoader),
    null,
    typeof(SignatureLoadModel),
    "SuppressionLab transformer",
    PersistentTransformerLoader.Signature)]

namespace SuppressionLab.Interop.Persistence;

/// <summary>
/// Finds the transformer that a model file asks for by its format's signature, among the types of our own assembly
/// only: a file can name no type and no other assembly.
/// </summary>
internal static class PersistentTransformerLoader
{
    /// <summary>What ML.NET looks up to find this loader; at most 24 characters.</summary>
    internal const string Signature = "SuppressionLabModel";

    /// <summary>The simple name of the one assembly whose transformers are loaded.</summary>
    internal const string Home = "SuppressionLab";

    private static readonly Lazy<IReadOnlyDictionary<string, Entry>> Entries = new(() => Find(Assembly.Load(Home)));

    private delegate PersistentTransformer Loading(IHostEnvironment environment, ModelReader reader);

    /// <summary>Called by ML.NET through reflection; the name is its convention.</summary>
    internal static PersistentTransformer Create(IHostEnvironment environment, ModelLoadContext context)
    {
        context.CheckAtModel();
        var signature = ModelFormat.UnpackSignature(context.Header.ModelSignature);
        if (!Entries.Value.TryGetValue(signature, out var entry))
        {
            throw new FormatException(
                $"this version of SuppressionLab has no transformer '{signature}'; it has "
                + string.Join(", ", Entries.Value.Keys.Order(StringComparer.Ordinal)));
        }
        entry.Format.CheckReadable(context.Header.ModelVerWritten);
        return entry.Load(environment, new ModelReader(environment, context));
    }

    /// <summary>A transformer that could not be loaded again is refused when it is saved, not when it is needed.</summary>
    internal static void CheckHome(Type type)
    {
        if (type.Assembly.GetName().Name != Home)
        {
            throw new NotSupportedException(
                $"{type.FullName} cannot be saved: only transformers of the assembly {Home} are loaded again.");
        }
    }

    private static Dictionary<string, Entry> Find(Assembly assembly)
    {
        var entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var type in assembly.GetTypes())
        {
            if (type is { IsAbstract: false, ContainsGenericParameters: false }
                && type.IsSubclassOf(typeof(PersistentTransformer)))
            {
                var entry = (Entry)typeof(PersistentTransformerLoader)
                    .GetMethod(nameof(Describe), BindingFlags.NonPublic | BindingFlags.Static)!
                    .MakeGenericMethod(type)
                    .Invoke(null, null)!;
                entries.Add(entry.Format.Signature, entry);
            }
        }
        return entries;
    }

    private static Entry Describe<T>() where T : PersistentTransformer<T>, IPersistentTransformer<T> =>
        new(T.ModelFormat, (environment, reader) =>
        {
            T.StartUp();
            return T.Load(environment, reader);
        });

    private sealed record Entry(ModelFormat Format, Loading Load);
}
