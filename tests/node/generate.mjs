// Runs a generator: node generate.mjs MODEL.onnx Z.f32 LATENT OUT.f32 [CONDITION.f32 WIDTH]; the files hold little-endian floats, row by row.
import { readFile, writeFile } from "node:fs/promises";
import * as ort from "onnxruntime-web";

ort.env.wasm.numThreads = 1;
const [model, z, latent, output, condition, width] = process.argv.slice(2);
const inputs = { z: await rows(z, Number(latent)) };
if (condition) inputs.condition = await rows(condition, Number(width));
const session = await ort.InferenceSession.create(await readFile(model));
const { samples } = await session.run(inputs);
await writeFile(output, new Uint8Array(samples.data.buffer, samples.data.byteOffset, samples.data.byteLength));
console.log(samples.dims.join(" "));

async function rows(file, columns) {
  const bytes = await readFile(file);
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  return new ort.Tensor("float32", values, [values.length / columns, columns]);
}
