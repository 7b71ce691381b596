using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Generators.Suppression;

/// <summary>Checks of lists of components.</summary>
internal static class ComponentChoice
{
    /// <summary>Refuses a component that is not in the mixture or comes twice.</summary>
    public static void Check(IReadOnlyList<int> components, int count, string name)
    {
        for (var i = 0; i < components.Count; i++)
        {
            if (components[i] < 0 || components[i] >= count)
            {
                throw new InputException($"{name}: {components[i]}; components 0 to {count - 1} are allowed");
            }
            if (components.Take(i).Contains(components[i]))
            {
                throw new InputException($"{name}: {components[i]} comes twice; each component once is allowed");
            }
        }
    }
}
