using SuppressionLab.Experiments.Commands;

return CommandLine.Run(args, Console.Out, Console.Error);
