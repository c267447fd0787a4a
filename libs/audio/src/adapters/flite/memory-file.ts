/** WASI error numbers (wasi_snapshot_preview1, `errno`). */
const success = 0;
const badDescriptor = 8;
const noEntry = 44;
const cannotSeek = 70;

const directoryDescriptor = 3;
const characterDevice = 2;
const directory = 3;
const regularFile = 4;
const createFlag = 1;
const truncateFlag = 8;

/** A WebAssembly memory; its buffer is another one after it grew. */
export interface ProgramMemory {
  readonly buffer: ArrayBuffer;
}

export interface MemoryFile {
  /** WASI functions to put over those of `node:wasi`. */
  readonly functions: Record<string, (...parameters: never[]) => number>;
  /** To be called with the instance's memory before it starts. */
  attach(memory: ProgramMemory): void;
  /** What the program wrote to the file. */
  bytes(): Uint8Array;
  /** What it printed on standard output and standard error. */
  printed(): string;
}

/**
 * A file system that consists of one file in memory, named `/<name>`: a program that runs on it can neither
 * read nor write anything else, whatever paths it is made to open.
 */
export function createMemoryFile(name: string): MemoryFile {
  let memory: ProgramMemory | undefined;
  let content = new Uint8Array(1 << 20);
  let length = 0;
  let exists = false;
  let printed = '';
  let nextDescriptor = directoryDescriptor + 1;
  const positions = new Map<number, number>();

  const view = () => {
    if (memory === undefined) throw new Error('The program started before its memory was attached');
    return new DataView(memory.buffer);
  };
  const bytesAt = (address: number, size: number) => new Uint8Array(view().buffer, address, size);
  const vectors = (address: number, count: number) =>
    Array.from({ length: count }, (_, index) =>
      bytesAt(view().getUint32(address + 8 * index, true), view().getUint32(address + 8 * index + 4, true)),
    );
  const grow = (size: number) => {
    if (size <= content.length) return;
    const larger = new Uint8Array(Math.max(size, 2 * content.length));
    larger.set(content.subarray(0, length));
    content = larger;
  };

  const functions = {
    fd_prestat_get(descriptor: number, result: number) {
      if (descriptor !== directoryDescriptor) return badDescriptor;
      view().setUint32(result, 0, true);
      view().setUint32(result + 4, 1, true);
      return success;
    },
    fd_prestat_dir_name(descriptor: number, address: number, size: number) {
      if (descriptor !== directoryDescriptor || size < 1) return badDescriptor;
      bytesAt(address, 1)[0] = '/'.charCodeAt(0);
      return success;
    },
    fd_fdstat_get(descriptor: number, result: number) {
      const type =
        descriptor === directoryDescriptor
          ? directory
          : descriptor < directoryDescriptor
            ? characterDevice
            : regularFile;
      view().setUint32(result, type, true);
      view().setUint32(result + 4, 0, true);
      view().setBigUint64(result + 8, ~0n, true);
      view().setBigUint64(result + 16, ~0n, true);
      return success;
    },
    fd_fdstat_set_flags: () => success,
    path_open(
      _directory: number,
      _lookup: number,
      path: number,
      pathLength: number,
      flags: number,
      _rights: bigint,
      _inherited: bigint,
      _descriptorFlags: number,
      result: number,
    ) {
      const isOurs = Buffer.from(bytesAt(path, pathLength)).toString() === name;
      if (!isOurs || (!exists && (flags & createFlag) === 0)) return noEntry;
      exists = true;
      if ((flags & truncateFlag) !== 0) length = 0;
      positions.set(nextDescriptor, 0);
      view().setUint32(result, nextDescriptor++, true);
      return success;
    },
    fd_write(descriptor: number, address: number, count: number, result: number) {
      const pieces = vectors(address, count);
      const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
      view().setUint32(result, size, true);
      if (descriptor < directoryDescriptor) {
        if (printed.length < 2000) printed += Buffer.concat(pieces).toString();
        return success;
      }
      let position = positions.get(descriptor);
      if (position === undefined) return badDescriptor;
      grow(position + size);
      for (const piece of pieces) {
        content.set(piece, position);
        position += piece.length;
      }
      length = Math.max(length, position);
      positions.set(descriptor, position);
      return success;
    },
    fd_read(descriptor: number, address: number, count: number, result: number) {
      const start = positions.get(descriptor);
      if (start === undefined) return badDescriptor;
      let position = start;
      for (const piece of vectors(address, count)) {
        const part = content.subarray(position, Math.min(length, position + piece.length));
        piece.set(part);
        position += part.length;
      }
      view().setUint32(result, position - start, true);
      positions.set(descriptor, position);
      return success;
    },
    fd_seek(descriptor: number, offset: bigint, whence: number, result: number) {
      const position = positions.get(descriptor);
      if (position === undefined) return cannotSeek;
      const target = Number(offset) + (whence === 0 ? 0 : whence === 1 ? position : length);
      positions.set(descriptor, target);
      view().setBigUint64(result, BigInt(target), true);
      return success;
    },
    fd_close(descriptor: number) {
      return positions.delete(descriptor) ? success : badDescriptor;
    },
  };

  return {
    functions,
    attach: (attached) => {
      memory = attached;
    },
    bytes: () => content.slice(0, length),
    printed: () => printed,
  };
}
