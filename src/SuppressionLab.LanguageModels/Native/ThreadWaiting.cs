using System.Runtime.InteropServices;

namespace SuppressionLab.LanguageModels.Native;

/// <summary>
/// How libtorch's OpenMP threads wait for each other. GNU's default spins; where other work shares the cores, the
/// spinning threads keep out the one they wait for, and a step of a small network takes fifteen times as long. Waiting
/// asleep costs a few microseconds an operation. A user's own OMP_WAIT_POLICY or GOMP_SPINCOUNT is left alone.
/// </summary>
internal static class ThreadWaiting
{
    private const string Policy = "OMP_WAIT_POLICY";

    /// <summary>Chooses to wait asleep; must come before libgomp is loaded, which reads the choice once.</summary>
    public static void UseSleep()
    {
        if (OperatingSystem.IsLinux() && IsUnset(Policy) && IsUnset("GOMP_SPINCOUNT"))
        {
            // .NET's own environment is a copy that native code does not see.
            _ = SetEnvironment(Policy, "passive", overwrite: 0);
        }
    }

    private static bool IsUnset(string name) => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name));

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int SetEnvironment(string name, string value, int overwrite);
}
