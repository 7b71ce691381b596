using SuppressionLab.LanguageModels.Networks;

namespace SuppressionLab.Scoring;

/// <summary>
/// A network that several transformers, cursors and prediction engines use: its memory is freed when the last of them
/// lets go. A prediction engine disposes the transformer that it was made from, so without this one engine's end
/// would take the weights away from the others.
/// </summary>
internal sealed class SharedNetwork
{
    private readonly Lock _lock = new();
    private readonly LanguageModelNetwork _network;
    private int _holders;

    /// <summary>Takes over a network; it is freed with the last lease.</summary>
    public SharedNetwork(LanguageModelNetwork network)
    {
        _network = network;
        _network.Evaluate();
    }

    /// <summary>The network's shape.</summary>
    public NetworkConfiguration Configuration => _network.Configuration;

    /// <summary>Holds the network until the lease is disposed.</summary>
    /// <exception cref="ObjectDisposedException">All leases have ended.</exception>
    public Lease Open()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_holders < 0, "the language model (all transformers that share its weights)");
            _holders++;
            return new Lease(this);
        }
    }

    private void Release()
    {
        lock (_lock)
        {
            if (--_holders > 0)
            {
                return;
            }
            _holders = -1;
        }
        _network.Dispose();
    }

    /// <summary>One holder of the network. A lease that is forgotten ends when it is collected.</summary>
    public sealed class Lease : IDisposable
    {
        private readonly SharedNetwork _owner;
        private int _ended;

        internal Lease(SharedNetwork owner) => _owner = owner;

        ~Lease() => End();

        /// <summary>The network.</summary>
        /// <exception cref="ObjectDisposedException">The lease has ended.</exception>
        public LanguageModelNetwork Network
        {
            get
            {
                ObjectDisposedException.ThrowIf(_ended != 0, "the language model");
                return _owner._network;
            }
        }

        /// <summary>What the lease is of.</summary>
        public SharedNetwork Owner => _owner;

        /// <summary>The network's shape, also when the lease has ended.</summary>
        public NetworkConfiguration Configuration => _owner.Configuration;

        /// <summary>
        /// Another lease of the same network, also when this one has ended, as long as anyone holds the network: for views and
        /// mappers, which keep their transformer's lease from being collected but not from being disposed.
        /// </summary>
        public Lease Open() => _owner.Open();

        /// <summary>Another lease of the same network.</summary>
        public Lease Share()
        {
            ObjectDisposedException.ThrowIf(_ended != 0, "the language model");
            return _owner.Open();
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            End();
            GC.SuppressFinalize(this);
        }

        private void End()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                _owner.Release();
            }
        }
    }
}
