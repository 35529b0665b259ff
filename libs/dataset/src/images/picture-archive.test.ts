import { describe, expect, it } from 'vitest';
import { cifarBytes, idxBytes, idxLabelBytes } from '../../test/picture-bytes.ts';
import { parseReference, readIdxLabels, readPictureArchive } from './picture-archive.ts';

describe('readPictureArchive', () => {
  it('reads the pictures of an IDX file one after the other', () => {
    const archive = readPictureArchive(idxBytes(3, 2, 4));
    expect(archive).toMatchObject({ kind: 'idx', count: 3, width: 4, height: 2, channels: 1 });
    expect([...(archive?.pictureAt(1) ?? [])]).toEqual([8, 9, 10, 11, 12, 13, 14, 15]);
  });

  it('puts the three planes of a CIFAR picture together, pixel by pixel', () => {
    const archive = readPictureArchive(
      cifarBytes([
        [3, 1, 2, 3],
        [9, 10, 20, 30],
      ]),
    );
    expect(archive).toMatchObject({ kind: 'cifar', count: 2, channels: 3 });
    expect([...(archive?.labels ?? [])]).toEqual([3, 9]);
    expect([...(archive?.pictureAt(1).subarray(0, 6) ?? [])]).toEqual([10, 20, 30, 10, 20, 30]);
  });

  it('refuses files that are cut off, and files of labels', () => {
    expect(readPictureArchive(idxBytes(3, 2, 4).subarray(0, 20))).toBeNull();
    expect(readPictureArchive(cifarBytes([[10, 0, 0, 0]]))).toBeNull();
    expect(readPictureArchive(idxLabelBytes([1, 2]))).toBeNull();
  });
});

describe('readIdxLabels', () => {
  it('reads labels, and nothing from a file that promises more than it has', () => {
    expect([...(readIdxLabels(idxLabelBytes([5, 0, 4])) ?? [])]).toEqual([5, 0, 4]);
    expect(readIdxLabels(idxLabelBytes([5, 0, 4]).subarray(0, 10))).toBeNull();
  });
});

describe('parseReference', () => {
  it('takes the place in an archive apart from its path', () => {
    expect(parseReference('/p/t10k.gz#12')).toEqual({ path: '/p/t10k.gz', index: 12 });
    expect(parseReference('/p/cat #1.png')).toEqual({ path: '/p/cat #1.png', index: null });
  });
});
