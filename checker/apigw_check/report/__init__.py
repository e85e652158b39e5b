"""Reports: the versioned document that is built of a judgement, and one module for each format.

Importing this package loads nothing; the text formats alone load rich.
"""
