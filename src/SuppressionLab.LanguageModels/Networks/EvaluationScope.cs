namespace SuppressionLab.LanguageModels.Networks;

/// <summary>Leaves dropout out until it is disposed, and then puts the network's mode back.</summary>
internal readonly ref struct EvaluationScope
{
    private readonly LanguageModelNetwork _network;
    private readonly bool _wasTraining;

    public EvaluationScope(LanguageModelNetwork network)
    {
        (_network, _wasTraining) = (network, network.IsTraining);
        network.Evaluate();
    }

    public void Dispose()
    {
        if (_wasTraining)
        {
            _network.Train();
        }
    }
}
