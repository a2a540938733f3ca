"""What Datasette's pages of tables and questions need on top of Datasette: each row once, and all of them."""
