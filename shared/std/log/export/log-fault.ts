/** What is wrong with a log. `row` is the first row concerned, counted from 1, where there is one. */
export type LogFault = { readonly code: LogFaultCode; readonly row?: number };

type LogFaultCode =
  /** A key, hash, salt or number that is none. */
  | 'malformed'
  /** The certificate is not signed by the key it names, was not valid then, or is for another device. */
  | 'certificateWrong'
  /** Row numbers do not go up by one: rows were deleted, inserted or swapped. */
  | 'rowOutOfOrder'
  /** A row does not follow from the ones before it: it was edited, or comes from another log. */
  | 'rowChanged'
  /** The text of a row is not the text that was hashed. */
  | 'bodyChanged'
  /** A signed statement covers more rows than are here. */
  | 'rowsMissing'
  /** Rows stand after the signed end of the log. */
  | 'rowAfterEnd'
  /** The rows hang together, but are not those that were signed. */
  | 'headWrong'
  /** Signed statements go back, repeat, or go on after the end. */
  | 'checkpointOutOfOrder'
  | 'checkpointSignatureWrong'
  | 'counterSignatureWrong'
  | 'peerCheckpointOutOfOrder'
  | 'peerSignatureWrong'
  /** The other side's signature is here, but not its key. */
  | 'peerKeyMissing';
