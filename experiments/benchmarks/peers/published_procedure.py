"""The published fitting procedure (protocol of arXiv 2410.16531): torch's L-BFGS with the strong Wolfe line search, 100
outer steps of up to 100 iterations, one start, squared error in probability. Bayesian laws: softmax for the prior,
sigmoid for the probabilities, exponential for K. Baselines: exponentials of all parameters, one curve at a time, in nll.
Written anew for timing, in double precision.

    OMP_NUM_THREADS=1 python3 published_procedure.py curves.csv
"""
import sys
import time

import torch

import curves

OUTER = 100
INNER = 100


def fit(parameters, predict, target):
    optimiser = torch.optim.LBFGS(parameters, max_iter=INNER, line_search_fn="strong_wolfe")

    def closure():
        optimiser.zero_grad()
        loss = ((predict() - target) ** 2).sum()
        loss.backward()
        return loss

    for _ in range(OUTER):
        optimiser.step(closure)
    with torch.no_grad():
        return ((predict() - target) ** 2).sum().item()


def posterior(log_rows, log_prior, log_efficiency, shots):
    """p [tasks, points] of log P [task t, task m], log prior [m] and ln K."""
    evidence = torch.exp(log_efficiency) * shots
    weights = log_prior[None, None, :] + evidence[None, :, None] * log_rows[:, None, :]
    return torch.exp(
        torch.logsumexp(weights + log_rows[:, None, :], dim=2) - torch.logsumexp(weights, dim=2))


def tensors(*shapes):
    return [torch.zeros(shape, requires_grad=True) for shape in shapes]


def bayesian(law, shots, target):
    tasks = target.shape[0]
    eye = torch.eye(tasks)
    if law == "original":
        rows, prior, efficiency = tensors((tasks, tasks), (tasks,), ())
        with torch.no_grad():
            rows += 2 * eye - 1
        parameters = [rows, prior, efficiency]

        def log_rows():
            return torch.nn.functional.logsigmoid(rows)
    else:
        gamma, share, prior, efficiency = tensors((tasks,), (tasks,), (tasks,), ())
        parameters = [gamma, share, prior, efficiency]
        across = law == "sampling-wise"

        def log_rows():
            high = torch.nn.functional.logsigmoid(gamma)
            low = high + torch.nn.functional.logsigmoid(share)
            other = low[None, :] if across else low[:, None]
            return eye * high[:, None] + (1 - eye) * other
    with torch.no_grad():
        efficiency -= 2

    return fit(
        parameters, lambda: posterior(log_rows(), torch.log_softmax(prior, 0), efficiency, shots), target)


def baseline(law, shots, target):
    total = 0.0
    for curve in target:
        parameters = tensors(*[()] * (3 if law == "power" else 4))
        scale, offset = parameters[0], parameters[1]
        with torch.no_grad():
            offset -= 1
            if law != "power":
                parameters[2] += 2 if law == "logistic" else 0
                parameters[3] += 0 if law == "logistic" else 2

        def predict():
            shape = [torch.exp(p) for p in parameters[2:]]
            if law == "power":
                decay = (shots + 1) ** -shape[0]
            elif law == "bounded-power":
                decay = (1 + shots / shape[1]) ** -shape[0]
            else:
                # 1e-300 keeps the derivative of 0^K finite.
                decay = 1 / (1 + (torch.clamp(shots, min=1e-300) / shape[0]) ** shape[1])
            return torch.exp(-(torch.exp(scale) * decay + torch.exp(offset)))

        total += fit(parameters, predict, curve)
    return total


def main():
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    shots, target = curves.read(sys.argv[1])
    shots, target = torch.tensor(shots), torch.tensor(target)
    for law in curves.LAWS:
        begin = time.perf_counter()
        sse = (bayesian if law in curves.LAWS[:3] else baseline)(law, shots, target)
        curves.write(law, time.perf_counter() - begin, sse)


if __name__ == "__main__":
    main()
