"""Many articles: a whole corpus through the pipeline, and what the aligned corpus shows."""
