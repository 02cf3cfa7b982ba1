"""This stack's own components: a folder of the same name as one of arqora-infra's, and no collision."""

NAME = "shop"
