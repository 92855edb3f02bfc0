import { toHex } from '#shared/std/crypto/bytes.ts';
import type { LogExport } from '#shared/std/log/export/log-export.ts';
import type { LogProof } from '#shared/std/log/export/log-proof.ts';
import { plainText } from '#shared/std/log/plain-text.ts';

/** What a log that verified proves, in plain sentences, one a line. */
export function logProofText({ sessionId, role }: LogExport, proof: LogProof): string {
  const [owner, other] = role === 'technician' ? ['technician', 'customer'] : ['customer', 'technician'];
  const lines = [
    `The ${owner}'s log of session ${plainText(sessionId)} is unchanged: ${proof.rows} rows, ${proof.checkpoints} signatures.`,
    proof.countersignedRows === 0
      ? `The ${other}'s side has confirmed none of it, so whoever has the ${owner}'s key could have rewritten it.`
      : `The ${other}'s side confirmed it up to row ${proof.countersignedRows} (${proof.countersigned} times).`,
    proof.closed
      ? 'It is closed: nothing was cut off at its end.'
      : `It is not closed: the session still runs, the program stopped before the end, or the end was cut off. Rows after ${proof.signedRows} are not signed.`,
  ];
  if (proof.erased > 0) lines.push(`The text of ${proof.erased} rows was erased, which the log allows for.`);
  if (proof.certified !== null) {
    const { technician, organisation, rootPublicKey } = proof.certified;
    lines.push(
      `Technician: ${plainText(technician)} (${plainText(organisation)}), as certified by the organisation key ${toHex(rootPublicKey)}.`,
    );
  }
  return lines.join('\n');
}
