import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Refusal } from './refusal.ts';
import type { RequestColumn } from './request-schema.ts';

/** One picture as it was sent. */
type SentFile = { readonly field: string; readonly type: string; readonly bytes: Buffer };

const mostFiles = 64;
const mostFields = 100;

/** The largest picture that a model's contract allows, in bytes; `null` for models without pictures. */
export function largestImage(row: z.ZodObject): number | null {
  const sizes = Object.values(row.shape).flatMap((column) => {
    const read = (column as { meta?: () => { image?: { maxBytes: number } } | undefined }).meta;
    const limits = typeof read === 'function' ? read.call(column)?.image : undefined;
    return limits === undefined ? [] : [limits.maxBytes];
  });
  return sizes.length === 0 ? null : Math.max(...sizes);
}

/** How large a request may be that holds a picture of so many bytes: base64 makes four of three. */
export function bodyLimitFor(imageBytes: number): number {
  return Math.ceil((imageBytes * 4) / 3) + 65_536;
}

/** Lets pictures come as they are: `multipart/form-data`, and `image/*` as the whole body. */
export function takeUploads(
  app: FastifyInstance,
  { maxBytes }: { readonly maxBytes: number },
): void {
  app.register(import('@fastify/multipart'), {
    limits: { fileSize: maxBytes, files: mostFiles, fields: mostFields },
  });
  app.addContentTypeParser(
    /^image\/[\w.+-]+$/,
    { parseAs: 'buffer', bodyLimit: maxBytes },
    (_request, body, done) => done(null, body),
  );
}

/**
 * The body of a request as rows: pictures that were sent as files become data URLs, one row for each; other fields of the
 * form hold for all of them. Whatever else was sent is passed on as it is.
 */
export async function readUpload(
  request: FastifyRequest,
  columns: readonly RequestColumn[],
): Promise<unknown> {
  const images = columns.filter(({ kind }) => kind === 'image').map(({ name }) => name);
  const [only] = images;
  if (Buffer.isBuffer(request.body)) {
    if (only === undefined) throw noPictures();
    const type = request.headers['content-type'] ?? '';
    return { [only]: toDataUrl({ field: only, type, bytes: request.body }) };
  }
  const isForm = request.headers['content-type']?.startsWith('multipart/form-data') === true;
  if (!isForm) return request.body;
  if (only === undefined) throw noPictures();
  const fields: Record<string, unknown> = {};
  const files: SentFile[] = [];
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      files.push({ field: part.fieldname, type: part.mimetype, bytes: await part.toBuffer() });
    } else fields[part.fieldname] = part.value;
  }
  // A form of a single picture need not know what the column is called.
  const rows = files.map((file) => ({
    ...fields,
    [images.includes(file.field) || images.length > 1 ? file.field : only]: toDataUrl(file),
  }));
  return rows.length === 0 ? fields : rows.length === 1 ? rows[0] : rows;
}

function toDataUrl({ type, bytes }: SentFile): string {
  const word = /^image\/[\w.+-]+$/.test(type) ? type : '';
  return `data:${word};base64,${bytes.toString('base64')}`;
}

function noPictures(): Refusal {
  return new Refusal(
    415,
    'content_type',
    'This model reads no pictures: send JSON, with the header content-type: application/json.',
  );
}
