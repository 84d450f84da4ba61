"""What a whole archive needs: a catalogue of documents and records, runs that take in what is new, exports."""
