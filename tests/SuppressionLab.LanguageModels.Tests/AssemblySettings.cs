// Torch's thread count and its own intra-operation threads are process-wide.
[assembly: DoNotParallelize]
