//! Hashes of bytes, as they are written. It never sees a disk.

use sha2::Digest;

/// The hash of parts one behind the other, in hexadecimal.
pub fn hexadecimal<D: Digest>(parts: &[&[u8]]) -> String {
    let digest = parts.iter().fold(D::new(), D::chain_update);
    digits(&digest.finalize())
}

/// Bytes in hexadecimal.
pub fn digits(bytes: &[u8]) -> String {
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves
        .filter_map(|half| char::from_digit(half.into(), 16))
        .collect()
}
