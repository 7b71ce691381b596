using SuppressionLab.Primitives.Errors;
using TorchSharp;

namespace SuppressionLab.LanguageModels.Native;

/// <summary>
/// The native start-up of TorchSharp. Every public entry point of this assembly calls <see cref="EnsureLoaded"/>
/// itself; a program that calls TorchSharp directly must call it first.
/// </summary>
public static class TorchRuntime
{
    private static readonly Lazy<string> Loaded = new(Start, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>Loads libtorch and TorchSharp's shim once; later calls cost nothing.</summary>
    /// <exception cref="TorchLoadException">Something is missing; the message says what and what to do.</exception>
    public static void EnsureLoaded() => _ = Loaded.Value;

    /// <summary>One line: libtorch's version, where it was loaded from, its threads and devices.</summary>
    public static string Description
    {
        get
        {
            var where = Loaded.Value;
            var devices = torch.cuda_is_available() ? $"cpu, {torch.cuda.device_count()} cuda" : "cpu";
            return $"libtorch {torch.__version__}, {torch.get_num_threads()} threads, {devices}; {where}";
        }
    }

    /// <summary>
    /// The number of threads within one operation on a CPU. It changes the order of sums, and so the last bits of
    /// results: runs compare bit by bit only at the same value.
    /// </summary>
    /// <exception cref="InputException">Set to a value outside 1…1024.</exception>
    public static int Threads
    {
        get
        {
            EnsureLoaded();
            return torch.get_num_threads();
        }
        set
        {
            if (value is < 1 or > 1024)
            {
                throw new InputException($"torch threads: {value}; 1 to 1024 are allowed");
            }
            EnsureLoaded();
            torch.set_num_threads(value);
        }
    }

    /// <summary>A device by name.</summary>
    /// <param name="name"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <exception cref="InputException">Another name, or no such device on this machine.</exception>
    public static torch.Device Device(string name)
    {
        EnsureLoaded();
        if (name == "cpu")
        {
            return torch.CPU;
        }
        var index = 0;
        if (name != "cuda" && !(name.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(name.AsSpan(5), out index)))
        {
            throw new InputException($"device: '{name}'; allowed: cpu, cuda, cuda:N");
        }
        var count = torch.cuda_is_available() ? torch.cuda.device_count() : 0;
        if (index < 0 || index >= count)
        {
            throw new InputException($"device: '{name}' is not there; this machine has {count} CUDA devices, or use cpu");
        }
        return new torch.Device(DeviceType.CUDA, index);
    }

    private static string Start()
    {
        var external = Environment.GetEnvironmentVariable(NativeLoader.Variable);
        var loader = new NativeLoader(
            NativeFolders.Candidates(), external, ShimCache.DefaultFolder(), NativeNames.Current,
            Environment.GetEnvironmentVariable("LD_LIBRARY_PATH"));
        ThreadWaiting.UseSleep();
        var description = loader.Load();
        NumericCheck.Run();
        return description;
    }
}
