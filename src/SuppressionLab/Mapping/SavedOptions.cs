using SuppressionLab.Interop.Persistence;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Mapping;

/// <summary>Options read from a model file.</summary>
internal static class SavedOptions
{
    /// <summary>Checks them as a file's content rather than as a caller's argument.</summary>
    /// <exception cref="FormatException">They are out of range; the message names part and option.</exception>
    public static void Validate(ModelFormat format, Action validate)
    {
        try
        {
            validate();
        }
        catch (InputException error)
        {
            throw new FormatException($"the model's part '{format.Signature}' is damaged: {error.Message}", error);
        }
    }
}
