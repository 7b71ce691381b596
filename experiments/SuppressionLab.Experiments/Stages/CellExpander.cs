using SuppressionLab.Experiments.Methods;
using SuppressionLab.Experiments.Plans;

namespace SuppressionLab.Experiments.Stages;

/// <summary>
/// Expands a plan of one method into its stages: mixture, documents, pretraining, suppression by amount, curves, attacks, fits.
/// </summary>
internal sealed class CellExpander
{
    private const long MostDocuments = 100_000_000;

    private readonly ExperimentPlan _plan;
    private readonly Numerics _numerics;
    private readonly List<TrainingStage> _trainings = [];
    private readonly List<LearningRateStage> _rates = [];
    private readonly List<CurvesStage> _curves = [];
    private readonly List<RegretStage> _regrets = [];
    private readonly List<DocumentPriorStage> _priors = [];
    private readonly List<ControlStage> _controls = [];
    private readonly List<AttackStage> _attacks = [];
    private readonly List<DistanceStage> _distances = [];

    private CellExpander(ExperimentPlan plan) =>
        (_plan, _numerics) = (plan, new Numerics(plan.Device, "float32", plan.TorchThreads));

    /// <summary>Expands a validated plan of one method.</summary>
    public static ExpandedCell Expand(ExperimentPlan plan) => new CellExpander(plan).Expand();

    private ExpandedCell Expand()
    {
        foreach (var seed in _plan.Seeds)
        {
            var mixture = new MixtureStage(_plan.Mixture, seed);
            CheckComponents(mixture.Shape().Components);
            _distances.Add(new DistanceStage(mixture, seed));
            if (_plan.Control is not null)
            {
                _controls.Add(new ControlStage(mixture, _plan, _plan.Networks[0].ContextLength, seed));
            }
            foreach (var network in _plan.Networks)
            {
                AddModels(mixture, network, seed);
            }
        }
        var fits = _curves.Select(stage => new FitsStage(stage.Model.Description, stage, _plan.Laws)).ToList();
        var headline = _plan.Laws with { Names = [_plan.Laws.Headline], Prefixes = [] };
        var controlFits = _controls.Select(stage => new FitsStage($"the control (seed {stage.Seed})", stage, headline)).ToList();
        var ends = _curves.Where(stage => stage.Model.IsFinal).ToList();
        var subjects = ends.GroupBy(stage => (stage.Model.Model, stage.Model.Seed)).ToList();
        var verdicts = subjects.Where(group => group.Count() > 1)
            .Select(group => new VerdictStage(Subject(group.Key), [.. group], _plan.Verdict, methodsApart: false)).ToList();
        var controlVerdicts = _controls
            .Select(stage => new VerdictStage("the control", [stage], _plan.Verdict, methodsApart: true)).ToList();
        var reEmergences = subjects.Select(group => new ReEmergenceStage(Subject(group.Key), [.. group], _plan.Laws)).ToList();
        return new ExpandedCell(
            _plan, _trainings, _rates, _curves, _regrets, _priors, _controls, fits, controlFits, verdicts, controlVerdicts,
            reEmergences, DoseStages(ends, verdicts), _attacks, _distances);
    }

    private string Subject((string Model, long Seed) key) =>
        $"{key.Model} under {_plan.Suppression.Single.Title} (seed {key.Seed})";

    /// <summary>One network and seed: the pretrained model, those of all amounts, and what is measured of them.</summary>
    private void AddModels(MixtureStage mixture, NetworkPlan network, long seed)
    {
        var pretraining = Pretrain(mixture, network, seed);
        _trainings.Add(pretraining);
        var suppressed = _plan.Suppression.Single.Method.Data == MethodData.None
            ? NeverSaw(mixture, network, seed)
            : Suppress(mixture, pretraining, network, seed);
        List<ModelReference> models = [pretraining.Model(_plan.Suppression.AmountUnit), .. suppressed];
        _curves.AddRange(models.Select(model => new CurvesStage(mixture, model, network, _plan.Curves, seed, _numerics)));
        foreach (var model in models.Where(model => model.IsFinal))
        {
            _regrets.Add(new RegretStage(mixture, model, network, _plan.Pretraining, seed, _numerics));
            if (_plan.Samples is { } samples)
            {
                var components = _plan.Suppression.SuppressedOf(mixture.Shape().Components);
                _priors.Add(new DocumentPriorStage(mixture, model, network, samples, components, seed, _numerics));
            }
            _attacks.AddRange(AttackStage.Of(mixture, model, network, _plan, seed, _numerics));
        }
    }

    private PretrainingStage Pretrain(MixtureStage mixture, NetworkPlan network, long seed) => new(
        mixture, DocumentsStage.ForPretraining(mixture, _plan.Pretraining, seed), network, _plan.Pretraining, null, seed, _numerics);

    private List<ModelReference> NeverSaw(MixtureStage mixture, NetworkPlan network, long seed)
    {
        var components = mixture.Shape().Components;
        var seen = Enumerable.Range(0, components).Except(_plan.Suppression.SuppressedOf(components)).ToList();
        var documents = DocumentsStage.ForPretraining(mixture, _plan.Pretraining, seen, seed);
        var stage = new PretrainingStage(mixture, documents, network, _plan.Pretraining, seen, seed, _numerics);
        _trainings.Add(stage);
        return [stage.ModelAs(_plan.Suppression.Single.Title, _plan.Suppression.Amounts[^1], _plan.Suppression.AmountUnit)];
    }

    private List<ModelReference> Suppress(MixtureStage mixture, PretrainingStage pretraining, NetworkPlan network, long seed)
    {
        var amounts = _plan.Suppression.Amounts.Where(amount => amount > 0).ToList();
        var search = amounts.Count > 0 ? Search(mixture, network, seed) : null;
        var models = new List<ModelReference>();
        foreach (var amount in amounts)
        {
            var stage = new SuppressionStage(Training(_plan, mixture, pretraining, network, amount, seed), search, _numerics);
            _trainings.Add(stage);
            models.AddRange(stage.Models);
        }
        return models;
    }

    /// <summary>The search of the learning rate at the largest amount, with one seed for all; null if the rate is given.</summary>
    private LearningRateStage? Search(MixtureStage mixture, NetworkPlan network, long seed)
    {
        var method = _plan.Suppression.Single;
        if (_plan.Suppression.LearningRateSearch is not { } search || method.LearningRate is not null)
        {
            return null;
        }
        var searchSeed = search.Seed ?? _plan.Seeds[0];
        var searched = searchSeed == seed ? mixture : new MixtureStage(_plan.Mixture, searchSeed);
        var searchedAs = method.Method.SearchedAs == method.Name ? method : new MethodPlan { Name = method.Method.SearchedAs, Adapter = method.Adapter };
        var plan = _plan with { Suppression = _plan.Suppression with { Methods = [searchedAs] } };
        var training = Training(
            plan, searched, Pretrain(searched, network, searchSeed), network, plan.Suppression.Amounts[^1], searchSeed);
        var stage = new LearningRateStage(training, search, _numerics);
        if (_rates.All(other => other.Key != stage.Key))
        {
            _rates.Add(stage);
        }
        return stage;
    }

    private static MethodTraining Training(
        ExperimentPlan plan, MixtureStage mixture, PretrainingStage pretraining, NetworkPlan network, long amount, long seed)
    {
        var budget = new MethodBudget(plan.Suppression, plan.Suppression.Single, network.Configure(mixture.Shape().Symbols + 2));
        new PlanCheck($"plan {plan.Name}").That(
            budget.Documents(amount) <= MostDocuments
                && (double)budget.Documents(amount) * plan.Suppression.DocumentLength <= Workload.MaximumTokens,
            "suppression.amounts", $"{amount}", $"what {plan.Suppression.Single.Title} reads in at most {Workload.MaximumTokens} tokens of documents");
        return new MethodTraining(
            mixture, pretraining, MethodDataset.Of(mixture, plan, budget, amount, seed), plan.Suppression, budget, amount, seed);
    }

    /// <summary>Dose-response where there are enough amounts, small to large where there are enough depths.</summary>
    private List<DoseStage> DoseStages(IReadOnlyList<CurvesStage> ends, IReadOnlyList<VerdictStage> verdicts)
    {
        var stages = new List<DoseStage>();
        if (ends.GroupBy(stage => (stage.Model.Model, stage.Model.Seed)).All(group => group.Count() >= DoseStage.FewestDoses))
        {
            stages.Add(new DoseStage(DoseAxis.Amount, ends, verdicts, _plan.Verdict));
        }
        var depths = _plan.Networks.Select(network => network.Layers).ToList();
        if (depths.Count >= DoseStage.FewestDoses && depths.Distinct().Count() == depths.Count)
        {
            stages.Add(new DoseStage(DoseAxis.Layers, ends, [], _plan.Verdict));
        }
        return stages;
    }

    private void CheckComponents(int components)
    {
        var check = new PlanCheck($"plan {_plan.Name}");
        var suppression = _plan.Suppression;
        check.That(components >= 2, "mixture", $"of {components} component", "two components or more");
        foreach (var (role, field) in new[]
                 {
                     (suppression.Favoured, "suppression.favoured"), (suppression.Suppressed, "suppression.suppressed"),
                     (suppression.Kept, "suppression.kept"),
                 })
        {
            check.That(role is null || role.All(component => component < components), field,
                $"[{string.Join(", ", role ?? [])}]", $"components 0 to {components - 1}");
        }
        var both = suppression.KeptOf(components).Intersect(suppression.SuppressedOf(components)).ToList();
        check.That(both.Count == 0, "suppression.kept", $"[{string.Join(", ", suppression.KeptOf(components))}]",
            $"components that are not suppressed: not {string.Join(", ", both)}");
        check.That(suppression.SuppressedOf(components).Count > 0, "suppression.favoured",
            $"[{string.Join(", ", suppression.Favoured)}]", "not all components: one at least is to be suppressed");
        check.That(suppression.KeptOf(components).Count > 0, "suppression.suppressed",
            $"[{string.Join(", ", suppression.SuppressedOf(components))}]", "not all components: one at least is to be kept");
        check.That(suppression.RoleWeights is not { } roles || roles.Length == components, "suppression.roleWeights",
            $"of length {suppression.RoleWeights?.Length}", $"{components} weights");
        // Fewer may leave a component without any.
        var fewest = 4 * components;
        check.Range(_plan.Pretraining.EvaluationDocuments, Math.Min(fewest, int.MaxValue), 1_000_000, "pretraining.evaluationDocuments");
        _plan.Attacks?.CheckCounts(check, fewest);
        check.That(_plan.Pretraining.ComponentWeights is not { } weights || weights.Length == components,
            "pretraining.componentWeights", $"of length {_plan.Pretraining.ComponentWeights?.Length}", $"{components} weights");
    }
}
