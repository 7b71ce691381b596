using System.Globalization;

namespace SuppressionLab.Experiments.Slurm;

/// <summary>Gives a submission to the cluster, job by job, and records each id as it comes.</summary>
/// <param name="slurm">The cluster.</param>
/// <param name="folder">The run's folder, a full path.</param>
internal sealed class Submitter(SlurmClient slurm, string folder)
{
    /// <summary>Submits all arrays and the last job; if one is refused, those before it are cancelled.</summary>
    /// <param name="submission">The submission, without ids.</param>
    /// <param name="cancellation">Ends it between two jobs, as a refusal does.</param>
    /// <returns>The submission with its ids, as it is in the folder.</returns>
    /// <exception cref="SlurmException">A job was refused; the message says what became of the others.</exception>
    public Submission Submit(Submission submission, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.Combine(folder, Submission.LogFolder));
        submission.Write(folder);
        try
        {
            for (var i = 0; i < submission.Arrays.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                submission = SubmitArray(submission, i);
            }
            cancellation.ThrowIfCancellationRequested();
            var requests = new JobRequests(submission, folder);
            submission = submission with { PublicationJobId = slurm.Submit(requests.OfPublication(Ids(submission, requests.Last()))) };
            submission.Write(folder);
            return submission;
        }
        catch (SlurmException refused)
        {
            throw new SlurmException($"{refused.Message}; {Undo(submission)}", refused);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or UnauthorizedAccessException)
        {
            Undo(submission);
            throw;
        }
    }

    private Submission SubmitArray(Submission submission, int index)
    {
        var array = submission.Arrays[index];
        var id = slurm.Submit(new JobRequests(submission, folder).OfArray(index, Ids(submission, array.After)));
        submission = submission with { Arrays = [.. submission.Arrays.Select((other, i) => i == index ? other with { JobId = id } : other)] };
        submission.Write(folder);
        return submission;
    }

    private static IReadOnlyList<string> Ids(Submission submission, IReadOnlyList<int> arrays) =>
        [.. arrays.Select(index => submission.Arrays[index].JobId!.Value.ToString(CultureInfo.InvariantCulture))];

    private string Undo(Submission submission)
    {
        var ids = submission.JobIds();
        try
        {
            slurm.Cancel(ids);
            return ids.Count == 0 ? "nothing was submitted" : $"the {ids.Count} jobs submitted before were cancelled";
        }
        catch (SlurmException failed)
        {
            return $"jobs {string.Join(", ", ids)} were submitted before and could not be cancelled ({failed.Message}): run cancel {folder}";
        }
    }
}
