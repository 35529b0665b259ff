/**
 * Protocol buffers, the half that ONNX needs: every function gives the bytes of one field or of a whole message.
 * @see https://protobuf.dev/programming-guides/encoding/
 */
export type Bytes = Uint8Array;

const VARINT = 0;
const LENGTH_DELIMITED = 2;

/** The fields of a message, in order. */
export function message(...fields: readonly (Bytes | readonly Bytes[])[]): Bytes {
  return Buffer.concat(fields.flat());
}

/**
 * A field of type int32, int64, bool or enum. Negative numbers take ten bytes, as two's complement of 64 bits.
 * @example
 * integerField(1, 300); // 08 ac 02
 */
export function integerField(number: number, value: number | bigint): Bytes {
  return Buffer.from([...varint(tag(number, VARINT)), ...varint(BigInt(value))]);
}

/** A field of type string, bytes, packed numbers or another message. */
export function bytesField(number: number, value: Bytes | string): Bytes {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  const head = [...varint(tag(number, LENGTH_DELIMITED)), ...varint(BigInt(bytes.byteLength))];
  return Buffer.concat([Buffer.from(head), bytes]);
}

/** A field of type float: four bytes, little-endian. */
export function floatField(number: number, value: number): Bytes {
  const head = varint(tag(number, 5));
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([Buffer.from(head), bytes]);
}

const tag = (number: number, wire: number) => BigInt((number << 3) | wire);

/** Seven bits a byte, lowest first; the highest bit says that more follow. */
function varint(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return bytes;
}
