"""What the report and the desk show alike: templates of the annotated text and the tree, marks, colours."""
