// What a web page needs to answer with a bundle: no file system, no WASM files, no ONNX.
export { verifySamples } from '../predictor/verify-samples.ts';
export { type LoadInBrowserOptions, loadInBrowser } from './load-in-browser.ts';
