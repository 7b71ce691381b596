// A program that knows only ML.NET: it loads a model file, scores the rows of a data file, and prints the bits.
// usage: Consumer MODEL ROWS COLUMN…
using Microsoft.ML;

if (AppDomain.CurrentDomain.GetAssemblies().Any(a => a.GetName().Name!.StartsWith("SuppressionLab", StringComparison.Ordinal)))
{
    Console.Error.WriteLine("an assembly of SuppressionLab is there before the model is loaded");
    return 3;
}
var ml = new MLContext();
var model = ml.Model.Load(args[0], out _);
var scored = model.Transform(ml.Data.LoadFromBinary(args[1]));
foreach (var line in Consumer.ScoreBits.Of(scored, args[2..]))
{
    Console.WriteLine(line);
}
return 0;
