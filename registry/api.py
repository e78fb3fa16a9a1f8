from ninja import NinjaAPI

api = NinjaAPI(title="Filing register", version="1", urls_namespace="api")
