"""Peer of FGan.Comparison: f-GAN training steps in eager PyTorch on the CPU, the way a user would write them.

FGan.Comparison starts this script once a thread setting and talks to it by lines: `curve` replays given batches from
given weights and prints the losses; `block N` runs N steps and prints milliseconds a step, of
the clock and of processor time; `version` says what runs.

  apt-get install -y --no-install-recommends python3-torch libopenblas0-pthread
  /usr/bin/python3 torch_steps.py WORKLOAD THREADS START_FILE

A step: draw a real batch; draw z, G(z) without gradient; one Adam step of the critic on mean T(x) - mean g(T(G(z)));
draw z again; one Adam step of the generator on -mean g(T(G(z))). Jensen-Shannon: T = log(2)/2 - softplus(-v)/2,
g(t) = -log(2 - exp(2t))/2.
"""
import math
import sys
import time

import numpy
import torch
from torch import nn


def mlp(sizes, activation):
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [nn.Linear(inputs, outputs), activation()]
    return nn.Sequential(*layers[:-1])


def normalised(sizes, *end):
    layers = []
    for inputs, outputs in zip(sizes[:-2], sizes[1:-1]):
        layers += [nn.Linear(inputs, outputs), nn.BatchNorm1d(outputs), nn.ReLU()]
    return nn.Sequential(*layers, nn.Linear(sizes[-2], sizes[-1]), *end)


def leaky():
    return nn.LeakyReLU(0.2)


def convolutional_pair():
    generator = nn.Sequential(
        nn.Linear(100, 6272), nn.BatchNorm1d(6272), nn.ReLU(), nn.Unflatten(1, (128, 7, 7)),
        nn.ConvTranspose2d(128, 64, 4, 2, 1), nn.BatchNorm2d(64), nn.ReLU(), nn.ConvTranspose2d(64, 1, 4, 2, 1), nn.Sigmoid())
    critic = nn.Sequential(
        nn.Conv2d(1, 64, 4, 2, 1), leaky(), nn.Conv2d(64, 128, 4, 2, 1), leaky(), nn.Flatten(), nn.Linear(6272, 1))
    return generator, critic


def mnist_pair():
    return normalised([100, 1200, 1200, 784], nn.Sigmoid()), mlp([784, 240, 240, 1], nn.ELU)


WORKLOADS = {  # networks, columns of z, batch, shape of an example
    "toy-64": (lambda: (mlp([2, 64, 64, 2], nn.ReLU), mlp([2, 64, 64, 1], nn.ReLU)), 2, 256, (2,)),
    "toy-128": (lambda: (mlp([2, 128, 128, 128, 2], nn.ReLU), mlp([2, 128, 128, 128, 1], nn.ReLU)), 2, 1024, (2,)),
    "tabular-256": (lambda: (normalised([128, 256, 256, 60]), mlp([60, 256, 256, 1], leaky)), 128, 500, (60,)),
    "mnist-mlp-256": (mnist_pair, 100, 256, (784,)),
    "mnist-mlp-4096": (mnist_pair, 100, 4096, (784,)),
    "mnist-conv-64": (convolutional_pair, 100, 64, (1, 28, 28)),
}


class Training:
    def __init__(self, workload):
        networks, self.inputs, self.batch, self.shape = WORKLOADS[workload]
        self.generator, self.critic = networks()
        self.generator_adam = torch.optim.Adam(self.generator.parameters(), 2e-4, betas=(0.5, 0.999))
        self.critic_adam = torch.optim.Adam(self.critic.parameters(), 2e-4, betas=(0.5, 0.999))
        self.data = torch.rand(10000, *self.shape)

    def load(self, numbers):
        """Takes weights from the front of a flat array: the generator's parameters, then the critic's."""
        with torch.no_grad():
            for parameter in [*self.generator.parameters(), *self.critic.parameters()]:
                count = parameter.numel()
                parameter.copy_(numbers[:count].view(parameter.shape))
                numbers = numbers[count:]
        return numbers

    def critic_step(self, x, z):
        with torch.no_grad():
            fake = self.generator(z)
        self.critic_adam.zero_grad(set_to_none=True)
        loss = -(value(self.critic(x)).mean() - conjugate(value(self.critic(fake))).mean())
        loss.backward()
        self.critic_adam.step()
        return loss

    def generator_step(self, z):
        self.generator_adam.zero_grad(set_to_none=True)
        loss = -conjugate(value(self.critic(self.generator(z)))).mean()
        loss.backward()
        self.generator_adam.step()
        return loss

    def step(self):
        x = self.data[torch.randint(0, self.data.shape[0], (self.batch,))]
        self.critic_step(x, torch.randn(self.batch, self.inputs))
        self.generator_step(torch.randn(self.batch, self.inputs))

    def curve(self, numbers, steps):
        size, rows = math.prod(self.shape), self.batch
        losses = []
        for _ in range(steps):
            x, first, second, numbers = torch.split(numbers, [rows * size, rows * self.inputs, rows * self.inputs,
                                                              len(numbers) - rows * (size + 2 * self.inputs)])
            losses.append(self.critic_step(x.view(rows, *self.shape), first.view(rows, -1)).item())
            losses.append(self.generator_step(second.view(rows, -1)).item())
        return losses


def value(v):
    return math.log(2) / 2 - 0.5 * nn.functional.softplus(-v)


def conjugate(t):
    return -0.5 * torch.log(2 - torch.exp(2 * t))


def main(workload, threads, start):
    torch.set_num_threads(int(threads))
    torch.manual_seed(0)
    training = Training(workload)
    for line in sys.stdin:
        command, *arguments = line.split()
        if command == "version":
            answer = f"PyTorch {torch.__version__}"
        elif command == "curve":
            numbers = training.load(torch.from_numpy(numpy.fromfile(start, numpy.float32)))
            answer = " ".join(f"{loss:.9g}" for loss in training.curve(numbers, int(arguments[0])))
        else:
            steps = int(arguments[0])
            for _ in range(max(1, steps // 5)):  # as in a long run: what runs first is not timed, on either side
                training.step()
            begin, processor = time.perf_counter(), time.process_time()
            for _ in range(steps):
                training.step()
            elapsed = [time.perf_counter() - begin, time.process_time() - processor]
            answer = " ".join(f"{seconds / steps * 1e3:.6f}" for seconds in elapsed)
        print(answer, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
