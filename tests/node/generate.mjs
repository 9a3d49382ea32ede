// Runs a generator: node generate.mjs MODEL.onnx Z.f32 LATENT OUT.f32; both files hold little-endian floats, row by row.
import { readFile, writeFile } from "node:fs/promises";
import * as ort from "onnxruntime-web";

ort.env.wasm.numThreads = 1;
const [model, input, latent, output] = process.argv.slice(2);
const bytes = await readFile(input);
const z = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
const session = await ort.InferenceSession.create(await readFile(model));
const { samples } = await session.run({ z: new ort.Tensor("float32", z, [z.length / latent, Number(latent)]) });
await writeFile(output, new Uint8Array(samples.data.buffer, samples.data.byteOffset, samples.data.byteLength));
console.log(samples.dims.join(" "));
