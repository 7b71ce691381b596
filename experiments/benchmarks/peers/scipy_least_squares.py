"""The six laws by scipy.optimize.least_squares (trust region, analytic Jacobians), best of several random starts.

    OMP_NUM_THREADS=1 python3 scipy_least_squares.py curves.csv [starts]
"""
import sys
import time

import numpy as np
from scipy.optimize import least_squares
from scipy.special import expit, log_expit, log_softmax, logit

import curves


def posterior(log_rows, log_prior, efficiency, shots):
    """p [tasks, points] and its derivatives by log P[t, m], by log prior[m] [tasks, points, m] and by ln K."""
    evidence = efficiency * shots
    weights = log_prior[None, None, :] + evidence[None, :, None] * log_rows[:, None, :]
    weights = np.exp(weights - weights.max(axis=2, keepdims=True))
    weights /= weights.sum(axis=2, keepdims=True)
    rows = np.exp(log_rows)[:, None, :]
    p = (weights * rows).sum(axis=2)
    tilt = weights * (rows - p[:, :, None])
    by_rows = weights * rows + evidence[None, :, None] * tilt
    by_efficiency = (tilt * log_rows[:, None, :]).sum(axis=2) * evidence[None, :]
    return p, by_rows, tilt, by_efficiency


def unpack(law, x, tasks):
    if law == "original":
        logits = x[:tasks * tasks].reshape(tasks, tasks)
        return log_expit(logits), x[tasks * tasks:]
    gamma, share = x[:tasks], x[tasks:2 * tasks]
    low = log_expit(gamma) + log_expit(share)
    rows = np.where(np.eye(tasks, dtype=bool), log_expit(gamma)[:, None],
                    low[None, :] if law == "sampling-wise" else low[:, None])
    return rows, x[2 * tasks:]


def bayesian(law, shots, target, starts, random):
    tasks, points = target.shape
    eye = np.eye(tasks)

    def evaluate(x):
        rows, rest = unpack(law, x, tasks)
        return posterior(rows, log_softmax(rest[:-1]), np.exp(rest[-1]), shots)

    def residuals(x):
        return (evaluate(x)[0] - target).ravel()

    def jacobian(x):
        _, by_rows, by_prior, by_efficiency = evaluate(x)
        blocks = []
        if law == "original":
            slope = expit(-x[:tasks * tasks]).reshape(tasks, tasks)
            block = np.zeros((tasks, points, tasks, tasks))
            for t in range(tasks):
                block[t, :, t, :] = by_rows[t] * slope[t]
            blocks.append(block.reshape(tasks * points, tasks * tasks))
        else:
            gamma, share = expit(-x[:tasks]), expit(-x[tasks:2 * tasks])
            if law == "sampling-wise":
                by_gamma = by_rows * gamma
                by_share = by_rows * share * (1 - eye)[:, None, :]
            else:
                by_gamma = eye[:, None, :] * by_rows.sum(axis=2, keepdims=True) * gamma
                off = (by_rows * (1 - eye)[:, None, :]).sum(axis=2, keepdims=True)
                by_share = eye[:, None, :] * off * share
            blocks += [by_gamma.reshape(-1, tasks), by_share.reshape(-1, tasks)]
        # by_prior is by unnormalised log-weights, which is what softmax's logits are.
        return np.hstack(blocks + [by_prior.reshape(-1, tasks), by_efficiency.reshape(-1, 1)])

    size = (tasks * tasks if law == "original" else 2 * tasks) + tasks + 1
    best = np.inf
    for _ in range(starts):
        x = random.normal(size=size)
        level = logit(np.clip(target[:, -20:].mean(axis=1), 1e-3, 1 - 1e-3))
        if law == "original":
            x[:tasks * tasks] += (np.diag(level + 2) - 2 * np.ones((tasks, tasks))).ravel()
        else:
            x[:tasks] = 0.3 * x[:tasks] + level
            x[tasks:2 * tasks] -= 1
        x[-1] -= 2
        best = min(best, 2 * least_squares(residuals, x, jac=jacobian, max_nfev=200).cost)
    return best


def baseline(law, shots, target, starts, random):
    size = 3 if law == "power" else 4
    total = 0.0
    for curve in target:
        first, last = -np.log(curve[0]), -np.log(curve[-20:].mean())

        def decay(x):
            """The decay and its derivatives by the logarithms of its parameters."""
            shape = np.exp(x[2:])
            if law == "power":
                exponent = -shape[0] * np.log1p(shots)
                return np.exp(exponent), [np.exp(exponent) * exponent]
            if law == "bounded-power":
                ratio = shots / shape[1]
                exponent = -shape[0] * np.log1p(ratio)
                w = np.exp(exponent)
                return w, [w * exponent, w * shape[0] * ratio / (1 + ratio)]
            exponent = shape[1] * (np.log(np.maximum(shots, 1e-300)) - x[2])
            w = expit(-exponent)
            slope = w * expit(exponent)
            return w, [slope * shape[1], -slope * exponent]

        def predict(x):
            w, by_shape = decay(x)
            scale, offset = np.exp(x[0]), np.exp(x[1])
            return np.exp(-(scale * w + offset)), w, by_shape, scale, offset

        def residuals(x):
            return predict(x)[0] - curve

        def jacobian(x):
            p, w, by_shape, scale, offset = predict(x)
            return np.stack([-p * scale * w, -p * offset] + [-p * scale * d for d in by_shape], axis=1)

        best = np.inf
        for _ in range(starts):
            x = 0.7 * random.normal(size=size)
            x[0] += np.log(max(first - last, 1e-2))
            x[1] += np.log(max(last, 1e-3))
            if law != "power":
                x[3 if law == "bounded-power" else 2] += 2
            best = min(best, 2 * least_squares(residuals, x, jac=jacobian, max_nfev=200).cost)
        total += best
    return total


def main():
    shots, target = curves.read(sys.argv[1])
    starts = int(sys.argv[2]) if len(sys.argv) > 2 else 8
    for law in curves.LAWS:
        random = np.random.default_rng(1)
        begin = time.perf_counter()
        with np.errstate(over="ignore"):
            sse = (bayesian if law in curves.LAWS[:3] else baseline)(law, shots, target, starts, random)
        curves.write(law, time.perf_counter() - begin, sse)


if __name__ == "__main__":
    main()
