import { describe, expect, it } from 'vitest';
import { loadOnnxRuntime, type OnnxPackage } from './onnx-runtime.ts';

const absent = async (name: OnnxPackage) => {
  throw Object.assign(new Error(`Cannot find package '${name}' imported from x`), {
    code: 'ERR_MODULE_NOT_FOUND',
  });
};
const onlyWeb = (name: OnnxPackage) =>
  name === 'onnxruntime-web' ? import('onnxruntime-web') : absent(name);

describe('loadOnnxRuntime', () => {
  it('takes the package that is installed, and says which version', async () => {
    const runtime = await loadOnnxRuntime(onlyWeb);
    expect(runtime.name).toBe('onnxruntime-web');
    expect(runtime.version).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('says what to install when there is none', async () => {
    await expect(loadOnnxRuntime(absent)).rejects.toMatchObject({
      code: 'BACKEND_UNAVAILABLE',
      message: expect.stringMatching(/not installed in this project/),
      hint: expect.stringMatching(/`npm install onnxruntime-web@\d+\.\d+\.\d+`/),
    });
  });

  it('passes over a native package that does not work, and names it when there is no other', async () => {
    const broken = async () => {
      throw new Error('libonnxruntime.so.1 cannot be opened.\nMore.');
    };
    const native = (name: OnnxPackage) => (name === 'onnxruntime-node' ? broken() : onlyWeb(name));
    expect((await loadOnnxRuntime(native)).name).toBe('onnxruntime-web');
    const alone = (name: OnnxPackage) => (name === 'onnxruntime-node' ? broken() : absent(name));
    await expect(loadOnnxRuntime(alone)).rejects.toMatchObject({
      code: 'BACKEND_UNAVAILABLE',
      message: expect.stringMatching(
        /onnxruntime-node .* libonnxruntime\.so\.1 cannot be opened\.$/,
      ),
    });
    const empty = async () => ({});
    await expect(loadOnnxRuntime(empty)).rejects.toThrow(/has no InferenceSession/);
  });

  it('takes the names of a CommonJS package from its default', async () => {
    const asDefault = async () => ({ default: await import('onnxruntime-web') });
    expect((await loadOnnxRuntime(asDefault)).name).toBe('onnxruntime-node');
  });
});
