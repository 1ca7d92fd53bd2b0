//! Envelopes: what was written once is read for ever, and what has changed in a bit is not.
