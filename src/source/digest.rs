//! Hashes of bytes, as they are written. It never sees a disk.

use sha2::Digest;

/// The hash of parts one behind the other, in hexadecimal.
pub fn hexadecimal<D: Digest>(parts: &[&[u8]]) -> String {
    let digest = parts.iter().fold(D::new(), D::chain_update);
    let digits = digest.finalize();
    digits.iter().map(|byte| format!("{byte:02x}")).collect()
}
