namespace SuppressionLab.LanguageModels.Native;

/// <summary>File names of libtorch and of TorchSharp's shim on one operating system.</summary>
/// <param name="Shim">The library that TorchSharp's managed part calls.</param>
/// <param name="Required">libtorch's own libraries, in the order of their dependence.</param>
/// <param name="Optional">Libraries loaded between them where present (CUDA), after the first two of those.</param>
/// <param name="Torch">The umbrella library, loaded last.</param>
internal sealed record NativeNames(string Shim, string[] Required, string[] Optional, string Torch)
{
    /// <summary>The names on the running operating system.</summary>
    public static NativeNames Current { get; } =
        OperatingSystem.IsWindows()
            ? new("LibTorchSharp.dll", ["c10.dll", "torch_cpu.dll"], ["c10_cuda.dll", "torch_cuda.dll"], "torch.dll")
            : OperatingSystem.IsMacOS()
                ? new("libLibTorchSharp.dylib", ["libc10.dylib", "libtorch_cpu.dylib"], [], "libtorch.dylib")
                : new(
                    "libLibTorchSharp.so",
                    ["libc10.so", "libtorch_cpu.so"],
                    ["libc10_cuda.so", "libtorch_cuda.so"],
                    "libtorch.so");

    /// <summary>Every library of libtorch that must be there.</summary>
    public IEnumerable<string> AllRequired => [.. Required, Torch];
}
