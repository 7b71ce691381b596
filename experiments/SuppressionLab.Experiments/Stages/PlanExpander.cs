using SuppressionLab.Experiments.Plans;

namespace SuppressionLab.Experiments.Stages;

/// <summary>Expands a plan into its stages: mixture, documents, pretraining, suppression by amount, curves, fits, report.</summary>
internal static class PlanExpander
{
    /// <summary>Expands a validated plan.</summary>
    public static ExpandedPlan Expand(ExperimentPlan plan)
    {
        var curves = new List<CurvesStage>();
        var regrets = new List<RegretStage>();
        var trainings = new List<TrainingStage>();
        var priors = new List<DocumentPriorStage>();
        var controls = new List<ControlStage>();
        foreach (var seed in plan.Seeds)
        {
            var mixture = new MixtureStage(plan.Mixture, seed);
            CheckComponents(plan, mixture.Shape().Components);
            var documents = DocumentsStage.ForPretraining(mixture, plan.Pretraining, seed);
            if (plan.Control is not null)
            {
                controls.Add(new ControlStage(mixture, plan, plan.Networks[0].ContextLength, seed));
            }
            foreach (var network in plan.Networks)
            {
                var numerics = new Numerics(plan.Device, "float32", plan.TorchThreads);
                var pretraining = new PretrainingStage(mixture, documents, network, plan.Pretraining, seed, numerics);
                trainings.Add(pretraining);
                var models = new List<ModelReference> { pretraining.Model };
                foreach (var amount in plan.Suppression.Amounts.Where(amount => amount > 0))
                {
                    var favoured = DocumentsStage.ForSuppression(mixture, plan.Suppression, amount, seed);
                    var suppression = new SuppressionStage(
                        mixture, favoured, pretraining, plan.Suppression, amount, seed, numerics);
                    trainings.Add(suppression);
                    models.AddRange(suppression.Models);
                }
                curves.AddRange(models.Select(model =>
                    new CurvesStage(mixture, model, network, plan.Curves, seed, numerics)));
                regrets.AddRange(models.Where(model => model.IsFinal).Select(model =>
                    new RegretStage(mixture, model, network, plan.Pretraining, seed, numerics)));
                if (plan.Samples is { } samples)
                {
                    priors.AddRange(models.Where(model => model.IsFinal).Select(model => new DocumentPriorStage(
                        mixture, model, network, samples, plan.Suppression.Favoured, seed, numerics)));
                }
            }
        }
        var fits = new FitsStage($"{curves.Count} models", curves, plan.Laws);
        var controlFits = controls.Count > 0
            ? new FitsStage("the control", controls, plan.Laws with { Names = [plan.Laws.Headline], Prefixes = [] })
            : null;
        var verdicts = curves.Where(stage => stage.Model.IsFinal)
            .GroupBy(stage => (stage.Model.Model, stage.Model.Seed)).Where(group => group.Count() > 1)
            .Select(group => new VerdictStage(
                $"{group.Key.Model} (seed {group.Key.Seed})", [.. group], plan.Verdict, methodsApart: false)).ToList();
        var controlVerdicts = controls
            .Select(stage => new VerdictStage("the control", [stage], plan.Verdict, methodsApart: true)).ToList();
        return new ExpandedPlan(plan, trainings, curves, regrets, priors, controls, fits, controlFits, verdicts, controlVerdicts,
            [.. curves.Where(stage => stage.Model.IsFinal).GroupBy(stage => (stage.Model.Model, stage.Model.Seed))
                .Select(group => new ReEmergenceStage($"{group.Key.Model} (seed {group.Key.Seed})", [.. group], plan.Laws))],
            DoseStages(plan, [.. curves.Where(stage => stage.Model.IsFinal)], verdicts));
    }

    /// <summary>Dose-response where there are enough amounts, small to large where there are enough depths.</summary>
    private static List<DoseStage> DoseStages(
        ExperimentPlan plan, IReadOnlyList<CurvesStage> curves, IReadOnlyList<VerdictStage> verdicts)
    {
        var stages = new List<DoseStage>();
        if (plan.Suppression.Amounts.Count(amount => amount > 0) + 1 >= DoseStage.FewestDoses)
        {
            stages.Add(new DoseStage(DoseAxis.Amount, curves, verdicts, plan.Verdict));
        }
        var depths = plan.Networks.Select(network => network.Layers).ToList();
        if (depths.Count >= DoseStage.FewestDoses && depths.Distinct().Count() == depths.Count)
        {
            stages.Add(new DoseStage(DoseAxis.Layers, curves, [], plan.Verdict));
        }
        return stages;
    }

    private static void CheckComponents(ExperimentPlan plan, int components)
    {
        var check = new PlanCheck($"plan {plan.Name}");
        check.That(components >= 2, "mixture", $"of {components} component", "two components or more");
        check.That(plan.Suppression.Favoured.All(component => component < components), "suppression.favoured",
            $"[{string.Join(", ", plan.Suppression.Favoured)}]", $"components 0 to {components - 1}");
        check.That(plan.Pretraining.ComponentWeights is not { } weights || weights.Length == components,
            "pretraining.componentWeights", $"of length {plan.Pretraining.ComponentWeights?.Length}", $"{components} weights");
    }
}
