export {
  type ObjectRequest,
  type ObjectStore,
  readObjectStore,
  signObjectRequest,
} from './object-store.ts';
export { signRequest } from './sign-request.ts';
