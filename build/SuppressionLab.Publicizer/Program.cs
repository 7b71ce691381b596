using SuppressionLab.Publicizer;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: SuppressionLab.Publicizer ASSEMBLY COPY");
    return 2;
}

var target = Path.GetFullPath(args[1]);
Directory.CreateDirectory(Path.GetDirectoryName(target)!);
// Builds of two configurations may run at once: a temporary name and a rename leave no half-written reference.
var temporary = $"{target}.{Environment.ProcessId}.partial";
File.WriteAllBytes(temporary, Publicizer.Publicize(File.ReadAllBytes(args[0])));
File.Move(temporary, target, overwrite: true);
return 0;
