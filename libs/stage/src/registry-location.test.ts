import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { registryLocation } from './registry-location.ts';

const root = resolve('acme');

describe('registryLocation', () => {
  it('is the folder registry unless something is named', () => {
    expect(registryLocation(root, {})).toBe(join(root, 'registry'));
    expect(registryLocation(root, { MLOPS_REGISTRY: '' })).toBe(join(root, 'registry'));
  });

  it('is an MLflow server where one is named, and a folder or git where that is', () => {
    const server = { MLFLOW_TRACKING_URI: 'http://ml:5000' };
    expect(registryLocation(root, server)).toBe('mlflow:http://ml:5000');
    expect(registryLocation(root, { ...server, MLOPS_REGISTRY: '' })).toBe('mlflow:http://ml:5000');
    expect(registryLocation(root, { ...server, MLOPS_REGISTRY: 'git' })).toBe('git');
    expect(registryLocation(root, { ...server, MLOPS_REGISTRY: 'registry' })).toBe(
      join(root, 'registry'),
    );
    expect(registryLocation(root, { MLOPS_REGISTRY: 'mlflow:http://other' })).toBe(
      'mlflow:http://other',
    );
  });

  it('takes no data base of a notebook for a server, unless it is asked to', () => {
    const local = { MLFLOW_TRACKING_URI: 'sqlite:///mlflow.db' };
    expect(registryLocation(root, local)).toBe(join(root, 'registry'));
    expect(registryLocation(root, { ...local, MLOPS_REGISTRY: 'mlflow' })).toBe(
      'mlflow:sqlite:///mlflow.db',
    );
    expect(registryLocation(root, { MLOPS_REGISTRY: 'mlflow' })).toBe('mlflow:');
  });

  it('sees folders from the root and leaves git as it is', () => {
    expect(registryLocation(root, { MLOPS_REGISTRY: 'models' })).toBe(join(root, 'models'));
    expect(registryLocation(root, { MLOPS_REGISTRY: './git' })).toBe(join(root, 'git'));
    expect(registryLocation(root, { MLOPS_REGISTRY: 'git' })).toBe('git');
    expect(registryLocation(root, { MLOPS_REGISTRY: 'git:upstream' })).toBe('git:upstream');
  });
});
