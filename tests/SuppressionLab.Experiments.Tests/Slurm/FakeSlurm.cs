using System.Runtime.Versioning;

namespace SuppressionLab.Experiments.Tests.Slurm;

/// <summary>A folder of scripts in the place of Slurm's programs; each notes its arguments.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class FakeSlurm : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Folder => _folder.Path;

    /// <summary>The arguments of each call, in order, each led by the program's name.</summary>
    public IReadOnlyList<string> Calls => File.Exists(_folder.File("calls")) ? File.ReadAllLines(_folder.File("calls")) : [];

    /// <summary>Puts a program there, a shell script; its own calls so far are counted in $n from 1.</summary>
    public void Add(string name, string body)
    {
        var path = _folder.File(name);
        File.WriteAllText(path, $$"""
            #!/bin/sh
            echo "{{name}} $*" >>'{{_folder.File("calls")}}'
            n=$(grep -c '^{{name}} ' '{{_folder.File("calls")}}')
            {{body}}
            """);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => _folder.Dispose();
}
