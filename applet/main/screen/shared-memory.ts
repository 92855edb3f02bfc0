/** Memory that another process of this computer can map, too. */
export interface SharedMemory {
  /** What the other process needs to know to attach to it. */
  readonly id: number;
  readonly sizeBytes: number;
  /** Copies from its beginning. */
  copyTo(target: Uint8Array): void;
  /** Nobody can attach any more; it is gone once all who did have let go. To be called as soon as the other has attached. */
  unlink(): void;
  close(): void;
}

/** Null if the system has no memory to share. */
export type OpenSharedMemory = (sizeBytes: number) => SharedMemory | null;

const privateKey = 0;
const createForUsAlone = 0o1600; // IPC_CREAT, readable and writable by this user.
const removeCommand = 0;
const attachFailed = 0xffff_ffff_ffff_ffffn;

type CLibrary = {
  readonly shmget: (key: number, size: number, flags: number) => number;
  readonly shmat: (id: number, address: null, flags: number) => bigint | null;
  readonly shmdt: (address: bigint) => number;
  readonly shmctl: (id: number, command: number, buffer: null) => number;
  readonly memcpy: (target: Uint8Array, source: bigint, length: number) => unknown;
};

/**
 * System V shared memory, which is what X servers share. Null if the C library cannot be called here. `onAddress` is told where in
 * this process it is, null once it is not any more.
 */
export async function loadSharedMemory(
  onAddress: (address: bigint | null) => void = () => {},
): Promise<OpenSharedMemory | null> {
  const library = await loadCLibrary();
  return library && ((sizeBytes) => openSegment(library, sizeBytes, onAddress));
}

/** Lets go of memory that a thread of ours had when it was ended by force. */
export async function detachSharedMemory(address: bigint): Promise<void> {
  (await loadCLibrary())?.shmdt(address);
}

async function loadCLibrary(): Promise<CLibrary | null> {
  try {
    const { default: koffi } = await import('koffi');
    // The C library that this program itself runs on, whichever that is.
    const library = koffi.load(null);
    // koffi types every function as taking and giving anything; CLibrary says what these declarations make of them.
    return {
      shmget: library.func('int shmget(int, size_t, int)') as CLibrary['shmget'],
      shmat: library.func('void *shmat(int, void *, int)') as CLibrary['shmat'],
      shmdt: library.func('int shmdt(void *)') as CLibrary['shmdt'],
      shmctl: library.func('int shmctl(int, int, void *)') as CLibrary['shmctl'],
      memcpy: library.func('void *memcpy(void *, void *, size_t)') as CLibrary['memcpy'],
    };
  } catch {
    return null; // The package is optional: the socket carries the pixels then.
  }
}

function openSegment(
  library: CLibrary,
  sizeBytes: number,
  onAddress: (address: bigint | null) => void,
): SharedMemory | null {
  const id = library.shmget(privateKey, sizeBytes, createForUsAlone);
  if (id === -1) return null;
  let linked = true;
  const unlink = (): void => {
    if (linked) library.shmctl(id, removeCommand, null);
    linked = false;
  };
  let address = library.shmat(id, null, 0);
  if (address === null || BigInt.asUintN(64, address) === attachFailed) {
    unlink();
    return null;
  }
  onAddress(address);
  return {
    id,
    sizeBytes,
    copyTo(target) {
      if (address === null || target.length > sizeBytes) throw new RangeError('outside of the shared memory');
      library.memcpy(target, address, target.length);
    },
    unlink,
    close() {
      unlink();
      if (address === null) return;
      library.shmdt(address);
      address = null;
      onAddress(null);
    },
  };
}
