CREATE TABLE products (id TEXT PRIMARY KEY, category TEXT NOT NULL, name TEXT NOT NULL, cents INTEGER NOT NULL);
CREATE INDEX products_by_category ON products (category, id);
INSERT INTO products VALUES
  ('cup', 'kitchen', 'Cup', 450),
  ('kettle', 'kitchen', 'Kettle', 3990),
  ('lamp', 'office', 'Lamp', 2450),
  ('stapler', 'office', 'Stapler', 890);
