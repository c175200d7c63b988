import { crc32 } from 'node:zlib';

/** A line of a file of ours: eight hexadecimal digits of CRC-32, a space, the JSON. */
export function toCheckedLine(value: unknown): string {
  const json = JSON.stringify(value);
  return `${checksum(json)} ${json}\n`;
}

/** The JSON of a line without its line feed; undefined when it is torn or damaged. */
export function fromCheckedLine(line: string): unknown {
  const json = line.slice(9);
  if (line[8] !== ' ' || line.slice(0, 8) !== checksum(json)) return undefined;
  return JSON.parse(json);
}

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(8, '0');
}
