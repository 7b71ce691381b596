namespace SuppressionLab.Columns;

/// <summary>The names that the lab's views, trainers and transforms use unless told otherwise.</summary>
public static class ColumnNames
{
    /// <summary>Token ids of a document or prompt: variable vector of Int32.</summary>
    public const string Tokens = "Tokens";

    /// <summary>The mixture component, from 0, or −1 if unknown: Int32.</summary>
    public const string Component = "Component";

    /// <summary>The label after each scored position: variable vector of Int32.</summary>
    public const string Labels = "Labels";

    /// <summary>The positions in the tokens after which the label is predicted: variable vector of Int32.</summary>
    public const string ScoredPositions = "ScoredPositions";

    /// <summary>The example length k in symbols: Int32.</summary>
    public const string K = "K";

    /// <summary>The index of a prompt: Int32.</summary>
    public const string Prompt = "Prompt";

    /// <summary>Token ids of a preference pair's prompt, its BOS included: variable vector of Int32.</summary>
    public const string PromptTokens = "PromptTokens";

    /// <summary>Token ids of a preference pair's chosen answer: variable vector of Int32.</summary>
    public const string ChosenTokens = "ChosenTokens";

    /// <summary>Token ids of a preference pair's rejected answer: variable vector of Int32.</summary>
    public const string RejectedTokens = "RejectedTokens";

    /// <summary>The component of the chosen answer, or −1 if unknown: Int32.</summary>
    public const string FavouredComponent = "FavouredComponent";

    /// <summary>The component of the rejected answer, or −1 if unknown: Int32.</summary>
    public const string SuppressedComponent = "SuppressedComponent";

    /// <summary>ln p of each token given those before it, in nats: variable vector of Single.</summary>
    public const string TokenLogProbabilities = "TokenLogProbabilities";

    /// <summary>The model's probability of each label: variable vector of Single.</summary>
    public const string LabelProbability = "LabelProbability";

    /// <summary>Whether each label is the model's most probable token: variable vector of Boolean.</summary>
    public const string LabelCorrect = "LabelCorrect";

    /// <summary>The document learner's probability of each label: variable vector of Double.</summary>
    public const string DocumentLearnerProbability = "DocumentLearnerProbability";

    /// <summary>The prompt learner's probability of each label: variable vector of Double.</summary>
    public const string PromptLearnerProbability = "PromptLearnerProbability";

    /// <summary>How probable a model found it to leave the symbols along a sampled document: Double.</summary>
    public const string ExcludedProbability = "ExcludedProbability";

    /// <summary>Pooled hidden states, under the name where ML.NET's trainers look for features: vector of Single, the network's width long.</summary>
    public const string Features = "Features";

    /// <summary>Tokens that a model drew after a row's own: vector of Int32.</summary>
    public const string Continuation = "Continuation";

    /// <summary>A document as text: Text.</summary>
    public const string Text = "Text";

    /// <summary>p(component | document) by the exact learner: vector of Double, one item a component.</summary>
    public const string ComponentPosterior = "ComponentPosterior";

    /// <summary>ln p(document | component) in nats: vector of Double, one item a component.</summary>
    public const string ComponentLogLikelihood = "ComponentLogLikelihood";

    /// <summary>The component of the largest posterior, or −1 if none can produce the document: Int32.</summary>
    public const string MostLikelyComponent = "MostLikelyComponent";

    /// <summary>The number of complete examples before the scored one, from 0: Int32 in curve tables.</summary>
    public const string Shots = "Shots";

    /// <summary>The mean probability of the label in a curve table: Double.</summary>
    public const string Probability = "Probability";

    /// <summary>A fitted law's probability of the label: Double.</summary>
    public const string PredictedProbability = "PredictedProbability";
}
