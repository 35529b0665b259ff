/** One field of a message: a whole number, or the bytes of a string, of packed numbers or of another message. */
export type Field =
  | { readonly number: number; readonly integer: bigint }
  | { readonly number: number; readonly bytes: Uint8Array };

/**
 * The fields of a message in order. Fixed-width fields (floats) are passed over.
 * @throws {RangeError} when the bytes are no message.
 * @see https://protobuf.dev/programming-guides/encoding/
 */
export function* readFields(bytes: Uint8Array): Generator<Field> {
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('the message ends in the middle of a number');
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError('a number takes more than ten bytes');
  };
  const skip = (length: number): Uint8Array => {
    const part = bytes.subarray(at, at + length);
    if (part.length < length) throw new RangeError('the message ends in the middle of a field');
    at += length;
    return part;
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const number = tag >>> 3;
    switch (tag & 7) {
      case 0:
        yield { number, integer: varint() };
        break;
      case 1:
        skip(8);
        break;
      case 2:
        yield { number, bytes: skip(Number(varint())) };
        break;
      case 5:
        skip(4);
        break;
      default:
        throw new RangeError(`a field has the unknown wire type ${tag & 7}`);
    }
  }
}

/** Whole numbers of a repeated field, whether each stands alone or all are packed into one. */
export function integersOf(field: Field): readonly bigint[] {
  if ('integer' in field) return [field.integer];
  const values: bigint[] = [];
  let value = 0n;
  let shift = 0n;
  for (const byte of field.bytes) {
    value |= BigInt(byte & 0x7f) << shift;
    shift += 7n;
    if (byte >= 0x80) continue;
    values.push(value);
    value = 0n;
    shift = 0n;
  }
  return values;
}
