import { MlopsError } from '@create-mlops/contracts';

/** An MLflow server: where it is and how we sign in. */
export type TrackingServer = {
  /** Without a slash at the end and without a password: what messages may show. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
};

/**
 * Reads the address of a server, and from the environment how to sign in there: `MLFLOW_TRACKING_USERNAME` with
 * `MLFLOW_TRACKING_PASSWORD`, or `MLFLOW_TRACKING_TOKEN`, or a name and a password in the address itself.
 *
 * @throws {MlopsError} SETTINGS_INVALID when it is no http(s) address.
 * @example trackingServer('http://ada:secret@ml:5000/', {}).address // 'http://ml:5000'
 */
export function trackingServer(
  address: string,
  environment: NodeJS.ProcessEnv = process.env,
): TrackingServer {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new MlopsError(
      'SETTINGS_INVALID',
      address === ''
        ? 'The registry is kept on an MLflow server, but MLFLOW_TRACKING_URI names none.'
        : `The registry is kept on an MLflow server, but "${withoutPassword(address)}" is no http(s) address: only a server can be shared.`,
      'Start one with `mlflow server --port 5000` and set MLFLOW_TRACKING_URI=http://127.0.0.1:5000, or set MLOPS_REGISTRY=registry to keep the registry in a folder.',
    );
  }
  // A variable that a workflow sets to nothing counts as none.
  const name = environment.MLFLOW_TRACKING_USERNAME || decodeURIComponent(url.username);
  const password = environment.MLFLOW_TRACKING_PASSWORD || decodeURIComponent(url.password);
  const token = environment.MLFLOW_TRACKING_TOKEN || '';
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  const basic = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
  const authorization = name !== '' ? basic : token !== '' ? `Bearer ${token}` : '';
  return {
    address: url.href.replace(/\/+$/, ''),
    headers: authorization === '' ? {} : { authorization },
  };
}

const withoutPassword = (text: string) => text.replace(/(\w+:\/\/)[^/\s@]+@/g, '$1');
