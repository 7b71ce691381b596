using System.Runtime.Versioning;
using SuppressionLab.Experiments.Plans;
using SuppressionLab.Experiments.Slurm;
using SuppressionLab.Experiments.Stages;
using SuppressionLab.Primitives.Errors;

namespace SuppressionLab.Experiments.Tests.Slurm;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
[UnsupportedOSPlatform("windows")]
public sealed class SubmitterTests
{
    [TestMethod]
    public void Arrays_are_submitted_after_those_that_they_wait_for_and_the_last_job_after_all()
    {
        using var slurm = new FakeSlurm();
        using var folder = new TemporaryFolder();
        slurm.Add("sbatch", "cat >/dev/null; echo $((100 + n))");
        var submitted = new Submitter(new SlurmClient(slurm.Folder), folder.Path).Submit(Prepared(maxParallel: 3), CancellationToken.None);

        CollectionAssert.AreEqual(new long[] { 101, 102, 103, 104 }, submitted.JobIds().ToArray());
        CollectionAssert.AreEqual(submitted.JobIds().ToArray(), Submission.Read(folder.Path).JobIds().ToArray(), "recorded");
        CollectionAssert.AreEqual(
            new[] { "", "afterany:101", "afterany:101", "afterany:102:103" },
            slurm.Calls.Select(call => Value(call, "--dependency=")).ToArray());
        CollectionAssert.AreEqual(
            new[] { "0-0%3", "0-1%3", "0-0%3", "" }, slurm.Calls.Select(call => Value(call, "--array=")).ToArray());
        Assert.IsTrue(slurm.Calls.All(call => call.Contains(" --requeue") && call.Contains("--signal=B:TERM@60")), slurm.Calls[0]);
    }

    [TestMethod]
    public void A_refusal_in_the_middle_cancels_what_was_submitted_and_says_so()
    {
        using var slurm = new FakeSlurm();
        using var folder = new TemporaryFolder();
        slurm.Add("sbatch", "cat >/dev/null; [ $n -lt 3 ] || { echo 'sbatch: error: QOSMaxSubmitJobPerUserLimit' >&2; exit 1; }; echo $((100 + n))");
        slurm.Add("scancel", "exit 0");
        var failure = Assert.ThrowsExactly<SlurmException>(
            () => new Submitter(new SlurmClient(slurm.Folder), folder.Path).Submit(Prepared(), CancellationToken.None));

        StringAssert.Contains(failure.Message, "QOSMaxSubmitJobPerUserLimit");
        StringAssert.Contains(failure.Message, "the 2 jobs submitted before were cancelled");
        Assert.AreEqual("scancel 102 101", slurm.Calls[^1]);
        CollectionAssert.AreEqual(new long[] { 101, 102 }, Submission.Read(folder.Path).JobIds().ToArray(), "what is recorded is what was submitted");
    }

    [TestMethod]
    public void Jobs_that_cannot_be_cancelled_either_are_named()
    {
        using var slurm = new FakeSlurm();
        using var folder = new TemporaryFolder();
        slurm.Add("sbatch", "cat >/dev/null; [ $n -lt 2 ] || exit 1; echo 101");
        slurm.Add("scancel", "exit 1");
        var failure = Assert.ThrowsExactly<SlurmException>(
            () => new Submitter(new SlurmClient(slurm.Folder), folder.Path).Submit(Prepared(), CancellationToken.None));
        StringAssert.Contains(failure.Message, "jobs 101 were submitted before and could not be cancelled");
    }

    [TestMethod]
    public void A_job_runs_the_program_with_its_array_in_the_shells_place()
    {
        var request = new JobRequests(Prepared(), "/data/my runs/a").OfArray(1, ["7"]);
        StringAssert.Contains(request.Script, "\nexec '/opt/lab/suppressionlab' work '/data/my runs/a' --submission ");
        StringAssert.EndsWith(request.Script, " --array 1\n");
        CollectionAssert.Contains(request.Arguments.ToList(), "--chdir=/data/my runs/a");
    }

    [TestMethod]
    [DataRow("/data/it's")]
    [DataRow("/data/\"x\"")]
    [DataRow("/data/a\n#SBATCH --uid=0")]
    [DataRow("/data/50%")]
    [DataRow("/data/a\\b")]
    public void Folders_that_a_shell_or_Slurm_would_misread_are_refused(string folder)
    {
        var refusal = Assert.ThrowsExactly<InputException>(() => JobRequests.CheckPath(folder));
        StringAssert.Contains(refusal.Message, "allowed");
        Assert.AreEqual(1, refusal.Message.Split('\n').Length);
    }

    [TestMethod]
    [DataRow("\"format\": \"suppressionlab/submission\"", "\"format\": \"other\"", "format")]
    [DataRow("\"planHash\": \"", "\"planHash\": \"x", "planHash")]
    [DataRow("\"after\": [\n        0\n      ]", "\"after\": [\n        9\n      ]", "after")]
    [DataRow("\"cpus\": 1", "\"cpus\": 0", "--cpus")]
    [DataRow("\"publicationName\": \"smoke", "\"publicationName\": \"a b", "publicationName")]
    public void A_submission_that_was_tampered_with_is_refused(string found, string put, string named)
    {
        using var folder = new TemporaryFolder();
        Prepared().Write(folder.Path);
        var path = folder.File(Submission.FileName);
        var text = File.ReadAllText(path);
        StringAssert.Contains(text, found);
        File.WriteAllText(path, text.Replace(found, put, StringComparison.Ordinal));
        StringAssert.Contains(Assert.ThrowsExactly<InputException>(() => Submission.Read(folder.Path)).Message, named);
    }

    [TestMethod]
    [DataRow("/opt/lab/suppressionlab", "/opt/lab/suppressionlab")]
    [DataRow("/opt/lab/SuppressionLab.Experiments", "/opt/lab/SuppressionLab.Experiments")]
    [DataRow("/usr/bin/dotnet", "/usr/bin/dotnet /opt/lab/SuppressionLab.Experiments.dll")]
    [DataRow("/tmp/testhost", "/opt/lab/suppressionlab")]
    public void A_job_starts_the_program_as_it_was_started(string process, string expected) => Assert.AreEqual(
        expected, string.Join(' ', ProgramPath.Find(process, "/opt/lab/SuppressionLab.Experiments.dll", path => path.StartsWith("/opt/lab/", StringComparison.Ordinal))));

    private static Submission Prepared(int? maxParallel = null)
    {
        var documents = new TestStage("documents", "1");
        var (first, second) = (new TestStage("training", "1", documents), new TestStage("training", "2", documents));
        var arrays = StageArrays.Of(
            StageGraph.InOrder([first, second, new TestStage("control", "1", documents)]), _ => false, 10, oneAtATime: false);
        return Submission.Create(
            PlanFile.Read("smoke"), ["/opt/lab/suppressionlab"], new SlurmOptions { Cpus = 1, MaxParallel = maxParallel }, arrays);
    }

    private static string Value(string call, string option) =>
        call.Split(' ').FirstOrDefault(argument => argument.StartsWith(option, StringComparison.Ordinal))?[option.Length..] ?? "";
}
