"""Runs a generator of a model file in PyTorch, rebuilt from the names and shapes of its tensors alone.

generate.py MODEL.safetensors Z.f32 OUT.f32 ENDING [CHANNELS HEIGHT WIDTH]; the .f32 files hold little-endian floats, row by row.
ENDING is identity, tanh, or tanh,3+4,9+2: then the 4 numbers from 3 on, and the 2 from 9 on, end in a softmax.
Layer i has the tensors i.weight, i.bias and so on, as in torch.nn.Sequential; a number between them that has none is a ReLU.
"""
import json, struct, sys
import numpy as np
import torch
from torch import nn

model, latents, output, ending, *extents = sys.argv[1:]
with open(model, "rb") as file:
    header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
    data = file.read()
tensors = {}
for name, entry in header.items():
    if name == "__metadata__" or name.startswith("critic."): continue
    assert entry["dtype"] == "F32", entry
    begin, end = entry["data_offsets"]
    tensors[name] = torch.from_numpy(np.frombuffer(data[begin:end], "<f4").reshape(entry["shape"]).copy())

z = torch.from_numpy(np.fromfile(latents, "<f4"))
layers = []
for i in range(1 + max(int(name.split(".")[0]) for name in tensors)):
    state = {name.split(".", 1)[1]: value for name, value in tensors.items() if name.startswith(f"{i}.")}
    if not state:
        layers.append(nn.ReLU())
        continue
    shape = state["weight"].shape
    if "running_mean" in state: layer = nn.BatchNorm2d(shape[0]) if extents else nn.BatchNorm1d(shape[0])
    elif len(shape) == 4: layer = nn.ConvTranspose2d(shape[0], shape[1], shape[2], stride=2, padding=1)
    else: layer = nn.Linear(shape[1], shape[0])
    layer.load_state_dict(state, strict="running_mean" not in state)
    layers.append(layer)
    if i == 0: z = z.reshape(-1, shape[1])
    if i == 0 and extents:
        # The first layer makes the smallest image, with the channels that the first convolution takes; each convolution doubles its sides.
        convolutions = sorted((int(name.split(".")[0]), value.shape[0]) for name, value in tensors.items() if value.dim() == 4)
        channels, doublings = convolutions[0][1], len(convolutions)
        layers.append(nn.Unflatten(1, (channels, int(extents[1]) >> doublings, int(extents[2]) >> doublings)))
network = nn.Sequential(*layers).eval()
with torch.no_grad():
    samples = network(z)
    end, *choices = ending.split(",")
    logits, samples = samples, torch.tanh(samples) if end == "tanh" else samples
    for start, length in (map(int, choice.split("+")) for choice in choices):
        samples[:, start : start + length] = torch.softmax(logits[:, start : start + length], 1)
samples.flatten(1).numpy().astype("<f4").tofile(output)
