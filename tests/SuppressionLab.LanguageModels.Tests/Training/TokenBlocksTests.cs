using SuppressionLab.LanguageModels.Training;
using SuppressionLab.Primitives.Errors;
using SuppressionLab.Primitives.Randomness;

namespace SuppressionLab.LanguageModels.Tests.Training;

[TestClass]
public class TokenBlocksTests
{
    private const int Bos = 9;
    private const int Pad = 8;

    [TestMethod]
    public void Documents_get_a_bos_and_are_cut_and_filled()
    {
        var blocks = TokenBlocks.FromDocuments([[1, 2, 3, 4, 5], [6, 7, 1]], 4, Bos, Pad);
        Assert.AreEqual(3, blocks.Count);
        CollectionAssert.AreEqual(new[] { Bos, 1, 2, 3 }, blocks[0].ToArray());
        CollectionAssert.AreEqual(new[] { 4, 5, Pad, Pad }, blocks[1].ToArray());
        CollectionAssert.AreEqual(new[] { Bos, 6, 7, 1 }, blocks[2].ToArray());
        Assert.AreEqual(3 + 1 + 3, blocks.Gather([0, 1, 2]).TargetCount());
    }

    [TestMethod]
    public void A_rest_without_a_target_makes_no_block()
    {
        Assert.AreEqual(1, TokenBlocks.FromDocuments([[1, 2, 3, 4]], 4, Bos, Pad).Count);
        Assert.AreEqual(0, TokenBlocks.FromDocuments([[]], 4, Bos, Pad).Count);
    }

    [TestMethod]
    public void Each_epoch_shows_every_row_once_in_another_order()
    {
        var blocks = new TokenBlocks([.. Enumerable.Range(0, 20)], 2, -1);
        var source = new ShuffledBlocks(blocks, RandomKey.FromSeed(1));
        // 10 rows in batches of 4: epochs end within batches.
        var rows = Enumerable.Range(0, 15).SelectMany(step => source.GetBatch(step, 4).RowIndices!).ToArray();
        var epochs = rows.Chunk(10).ToArray();
        foreach (var epoch in epochs)
        {
            CollectionAssert.AreEquivalent(Enumerable.Range(0, 10).Select(i => (long)i).ToArray(), epoch);
        }
        CollectionAssert.AreNotEqual(epochs[0], epochs[1]);
    }

    [TestMethod]
    public void A_batch_depends_on_its_step_alone()
    {
        var blocks = new TokenBlocks([.. Enumerable.Range(0, 20)], 2, -1);
        var forward = new ShuffledBlocks(blocks, RandomKey.FromSeed(1));
        var expected = Enumerable.Range(0, 9).Select(step => forward.GetBatch(step, 3).Tokens).ToArray();
        var backward = new ShuffledBlocks(blocks, RandomKey.FromSeed(1));
        for (var step = 8; step >= 0; step--)
        {
            CollectionAssert.AreEqual(expected[step], backward.GetBatch(step, 3).Tokens);
        }
    }

    [TestMethod]
    public void Bad_shapes_are_refused()
    {
        Assert.ThrowsExactly<InputException>(() => new TokenBlocks([1, 2, 3], 2, -1));
        Assert.ThrowsExactly<InputException>(() => new TokenBlocks([1, 2], 1, -1));
        Assert.ThrowsExactly<InputException>(() => TokenBlocks.FromRows([[1, 2, 3]], 2, -1));
        Assert.ThrowsExactly<InputException>(() => new ShuffledBlocks(new TokenBlocks([], 2, -1), RandomKey.FromSeed(1)));
    }
}
